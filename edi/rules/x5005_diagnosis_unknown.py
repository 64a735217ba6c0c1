"""A diagnosis code is not in our table.

What it finds
    A code has the form of ICD-10-CM, and the table does not have it.

Why it matters
    Most often it is a slip; the table may also be older than the code.

How to fix
    Check the code.

Example
    ABK:Z9999
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import ICD10, as_date
from edi.diagnostics import Diagnostic, Rule
from mappings.icd10 import standing

RULE = Rule(
    code="X5005",
    severity="warning",
    scope="file",
    message="the code is not in the ICD-10-CM table",
    hint="Check the code, and use one that exists.",
    silent_when=facts.DIAGNOSES_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A diagnosis code is not in our table."""
    day = as_date(claim.dates[0])
    for hi, element, qualifier, code in claim.diagnoses:
        has_form = qualifier in ("ABK", "ABF") and ICD10.fullmatch(code)
        if has_form and day is not None and standing(code) is None:
            yield RULE.at(claim.at(hi, element, 2), code)
