"""The member is the patient, and yet there is a patient loop.

What it finds
    SBR02 is 18 (self), the claim stands in a loop 2000C, and no claim stands directly below the subscriber. With a
    claim of the subscriber's own, patients may follow: a family's claims under one member.

Why it matters
    The receiver cannot tell whose claim it is.

How to fix
    Remove loop 2000C, or empty SBR02.

Example
    SBR*S*18 followed by HL*3*2*23*0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4001",
    severity="error",
    scope="file",
    message="the subscriber is the patient, but the claim stands in a patient loop",
    hint="Remove the patient loop, or empty SBR02.",
    silent_when=facts.NO_PATIENT,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The member is the patient, and yet there is a patient loop."""
    sbr = first(claim.subscriber, "SBR")
    if sbr is not None and sbr.value(2) == "18" and claim.patient and not claim.has_siblings_above:
        yield RULE.at(claim.at(claim.patient[0]))
