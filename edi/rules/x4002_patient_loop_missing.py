"""The member is not the patient, and there is no patient loop.

What it finds
    SBR02 is empty and no loop 2000C stands before the claim.

Why it matters
    The receiver does not know who the patient is.

How to fix
    Write 18 into SBR02 where the member is the patient, else add loop 2000C.

Example
    SBR*P********MC
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4002",
    severity="error",
    scope="file",
    message="SBR02 does not say 18 (self), and the claim has no patient loop",
    hint="Write 18 into SBR02, or add loop 2000C.",
    silent_when=facts.MEMBER_IS_PATIENT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The member is not the patient, and there is no patient loop."""
    sbr = first(claim.subscriber, "SBR")
    if sbr is not None and not sbr.value(2) and not claim.patient:
        yield RULE.at(claim.at(sbr, 2))
