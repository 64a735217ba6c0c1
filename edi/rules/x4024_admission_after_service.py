"""A service was given before the admission.

What it finds
    DTP*435 (admission) is after the first day of service.

Why it matters
    The state denies such encounters (date rules 4 to 6).

How to fix
    Correct one of the dates.

Example
    DTP*435*D8*20240610 on a service of 2024-06-03
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4024",
    severity="error",
    scope="file",
    message="the admission is after the first day of service",
    hint="Correct the date of admission or of service.",
    silent_when=facts.NO_STAY,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service was given before the admission."""
    dtp = claim.get("DTP", "435")
    day = dtp.value(3)[:8] if dtp is not None else ""
    if dtp is not None and is_day(day) and claim.dates[0] and day > claim.dates[0]:
        yield RULE.at(claim.at(dtp, 3), day)
