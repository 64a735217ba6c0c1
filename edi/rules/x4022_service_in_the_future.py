"""A service is dated after the day the file was received.

What it finds
    The last day of DTP*472 is after the day of receipt (today, or what --received says).

Why it matters
    A service that has not been given cannot be reported.

How to fix
    Correct the date.

Example
    DTP*472*D8*20991231
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4022",
    severity="error",
    scope="file",
    message="the service ends after the day of receipt ({expected})",
    hint="Correct the date of service.",
    silent_when=facts.SERVED_BY_RECEIPT,
    snip=4,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A service is dated after the day the file was received."""
    for line in claim.lines:
        dtp = line.get("DTP", "472")
        if dtp is not None and line.dates[1] > around.received:
            yield RULE.at(claim.at(dtp, 3), line.dates[1], around.received)
