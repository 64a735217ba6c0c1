"""An ICD-9 code on a service after September 2015.

What it finds
    All diagnoses have qualifier BK or BF (X5002 tells of some), and the service ends on 2015-10-01 or later.

Why it matters
    ICD-9-CM ended on 2015-09-30.

How to fix
    Use the ICD-10-CM code with ABK or ABF.

Example
    HI*BK:30400 on a service of 2024
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X5003",
    severity="error",
    scope="file",
    message="ICD-9 ({found}) ended before this service",
    hint="Use the ICD-10-CM code.",
    found_is_code=True,
    silent_when=facts.ICD10_ONLY,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """An ICD-9 code on a service after September 2015."""
    if claim.dates[1] < "20151001" or any(len(qualifier) != 2 for _, _, qualifier, _ in claim.diagnoses):
        return
    for hi, element, qualifier, _ in claim.diagnoses:
        yield RULE.at(claim.at(hi, element, 1), qualifier)
