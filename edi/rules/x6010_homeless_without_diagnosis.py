"""A homeless member without a diagnosis that says so.

What it finds
    N301 of the member is HOMELESS, and among the diagnoses of the claim is no code Z59.0-.

Why it matters
    DHCS asks for the social determinant codes.

How to fix
    Add Z59.00, Z59.01 or Z59.02.

Example
    N3*HOMELESS with HI*ABK:F1120
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X6010",
    severity="info",
    scope="file",
    message="the member has no home, and no diagnosis says so",
    hint="Add Z59.00, Z59.01 or Z59.02 to HI.",
    silent_when=facts.HOUSED,
    snip=6,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A homeless member without a diagnosis that says so."""
    n3 = claim.member.get("N3") if claim.member is not None and claim.diagnoses else None
    coded = any(code.startswith("Z590") for _, _, _, code in claim.diagnoses)
    if n3 is not None and n3.value(1).upper() == "HOMELESS" and not coded:
        yield RULE.at(claim.at(n3, 1))
