"""A diagnosis code is not written as on a claim.

What it finds
    An ICD-10-CM code has a dot, lower case, blanks or a wrong length.

Why it matters
    The receiver compares codes as they stand.

How to fix
    Write it in capitals, without the dot.

Example
    ABK:Z59.01
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import ICD10
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X5006",
    severity="error",
    scope="file",
    message="the code is not written as an ICD-10-CM code on a claim",
    hint="Write three to seven capitals and digits, without the dot.",
    silent_when=facts.DIAGNOSES_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A diagnosis code is not written as on a claim."""
    for hi, element, qualifier, code in claim.diagnoses:
        if qualifier in ("ABK", "ABF") and not ICD10.fullmatch(code):
            yield RULE.at(claim.at(hi, element, 2), code)
