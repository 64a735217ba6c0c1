"""A service was given after the patient's death.

What it finds
    PAT06 (date of death) is before the last day of service.

Why it matters
    The state denies such encounters (date rule 7).

How to fix
    Correct one of the dates.

Example
    PAT*****D8*20240601 on a service of 2024-06-03
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim, is_day
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4026",
    severity="error",
    scope="file",
    message="the date of death is before the last day of service",
    hint="Correct the date of death or of service.",
    silent_when=facts.NO_PATIENT_DETAILS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A service was given after the patient's death."""
    for segment in [*claim.subscriber, *claim.patient]:
        day = segment.value(6)
        if segment.id == "PAT" and is_day(day) and claim.dates[1] and day < claim.dates[1]:
            yield RULE.at(claim.at(segment, 6), day)
