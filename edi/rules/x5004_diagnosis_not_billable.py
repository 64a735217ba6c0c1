"""A diagnosis code cannot be billed on the day of service.

What it finds
    An ICD-10-CM code is a heading, or had not begun or had ended on the first day of service.

Why it matters
    The receiver refuses the code.

How to fix
    Use a code that is valid on that day.

Example
    Z59.1 on a service of 2024
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import ICD10, as_date
from edi.diagnostics import Diagnostic, Rule
from mappings.icd10 import Icd10State, Standing, standing

RULE = Rule(
    code="X5004",
    severity="error",
    scope="file",
    message="the diagnosis code {expected}",
    hint="Use a code that is billable on the day of service.",
    silent_when=facts.DIAGNOSES_BILLABLE,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A diagnosis code cannot be billed on the day of service."""
    day = as_date(claim.dates[0])
    for hi, element, qualifier, code in claim.diagnoses:
        if qualifier in ("ABK", "ABF") and day is not None and ICD10.fullmatch(code):
            known = standing(code)
            fault = _fault(known, day) if known is not None else ""
            if fault:
                yield RULE.at(claim.at(hi, element, 2), code, fault)


def _fault(known: Standing, day: date) -> str:
    """What is wrong with the code that day, without the code, which may tell of a person; "" where nothing is."""
    state = known.on(day)
    if state is Icd10State.HEADER:
        return "is a heading and needs more characters"
    if state is Icd10State.NOT_YET_VALID:
        return f"starts only on {known.valid_from}"
    return f"ended on {known.valid_to}" if state is Icd10State.ENDED else ""
