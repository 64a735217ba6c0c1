"""An external cause stands first among the diagnoses.

What it finds
    A first diagnosis (ABK) from V00 to Y99, the external causes of morbidity.

Why it matters
    Such a code says how an injury came about, not what is treated; by the ICD-10-CM guidelines (I.C.20.a) it is never
    the first one listed, and payers reject the claim.

How to fix
    Put the condition first and the cause after it.

Example
    HI*ABK:W1830XA
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from mappings.code_sets import EXTERNAL_CAUSES

RULE = Rule(
    code="X5020",
    severity="error",
    scope="file",
    message="{found} is an external cause, which is never the first diagnosis",
    hint="Put the condition first and the cause after it.",
    found_is_code=True,
    silent_when=facts.CAUSES_NOT_FIRST,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """An external cause stands first among the diagnoses."""
    for hi, element, qualifier, code in claim.diagnoses:
        if qualifier == "ABK" and code[:1] in EXTERNAL_CAUSES:
            yield RULE.at(claim.at(hi, element, 2), code)
