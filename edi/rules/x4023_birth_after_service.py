"""The patient was born after the service.

What it finds
    DMG02 is after the first day of service.

Why it matters
    One of the two dates is wrong, and the member will not be found.

How to fix
    Correct the date of birth, or the date of service.

Example
    DMG*D8*20250101 on a service of 2024
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4023",
    severity="error",
    scope="file",
    message="the patient was born after the first day of service",
    hint="Correct the date of birth, or the date of service.",
    silent_when=facts.BORN_BY_SERVICE | facts.NO_PATIENT_DETAILS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The patient was born after the service."""
    for dmg in [claim.member.get("DMG") if claim.member is not None else None, first(claim.patient, "DMG")]:
        if dmg is not None and is_day(dmg.value(2)) and claim.dates[0] and dmg.value(2) > claim.dates[0]:
            yield RULE.at(claim.at(dmg, 2), dmg.value(2))
