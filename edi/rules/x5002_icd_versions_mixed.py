"""A claim mixes ICD-9 and ICD-10 codes.

What it finds
    HI holds qualifiers of both, as ABK and BF.

Why it matters
    No receiver can read such a claim.

How to fix
    Use ICD-10-CM for all.

Example
    HI*ABK:Z5901*BF:30400
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X5002",
    severity="error",
    scope="file",
    message="{found} stands beside codes of the other ICD version",
    hint="Use the qualifiers ABK and ABF for all diagnoses.",
    found_is_code=True,
    silent_when=facts.ICD10_ONLY,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A claim mixes ICD-9 and ICD-10 codes."""
    diagnoses = claim.diagnoses
    for hi, element, qualifier, _ in diagnoses[1:]:
        if len(qualifier) != len(diagnoses[0][2]):
            yield RULE.at(claim.at(hi, element, 1), qualifier)
