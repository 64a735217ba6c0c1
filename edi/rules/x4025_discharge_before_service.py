"""A service was given after the discharge.

What it finds
    DTP*096 (discharge) is before the last day of service.

Why it matters
    The state denies such encounters (date rule 8).

How to fix
    Correct one of the dates.

Example
    DTP*096*D8*20240601 on a service of 2024-06-03
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4025",
    severity="error",
    scope="file",
    message="the discharge is before the last day of service",
    hint="Correct the date of discharge or of service.",
    silent_when=facts.NO_STAY,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service was given after the discharge."""
    dtp = claim.get("DTP", "096")
    day = dtp.value(3)[:8] if dtp is not None else ""
    if dtp is not None and is_day(day) and claim.dates[1] and day < claim.dates[1]:
        yield RULE.at(claim.at(dtp, 3), day)
