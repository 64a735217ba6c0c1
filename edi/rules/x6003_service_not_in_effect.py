"""The service was not in effect on the day.

What it finds
    The code with its modifiers is in the table, but not on the first day of service.

Why it matters
    The state denies a code outside its dates.

How to fix
    Use the code of that day, or correct the date.

Example
    H0040 U1 before 2025-07-01
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import as_date, matching
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6003",
    severity="error",
    scope="file",
    message="this code with these modifiers is not in effect on the day of service",
    hint="Use the code that was in effect, or correct the date.",
    silent_when=facts.SERVICES_IN_EFFECT,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The service was not in effect on the day."""
    for line in claim.lines:
        day = as_date(line.dates[0])
        found = matching(line)
        if found and day is not None and not any(service.in_effect(day) for service in found):
            yield RULE.at(claim.at(line.sv1, 1), line.sv1.value(1))
