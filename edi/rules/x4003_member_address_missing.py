"""The member is the patient and has no address.

What it finds
    SBR02 is 18, the claim stands in no patient loop, and loop 2010BA has no N3 or no N4.

Why it matters
    The guide requires the address of a member who is the patient.

How to fix
    Add N3 and N4; for a homeless member the receiver's convention.

Example
    NM1*IL followed by DMG
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4003",
    severity="error",
    scope="file",
    message="the member's address ({expected}) is missing",
    hint="Add the missing segment to loop 2010BA.",
    silent_when=facts.MEMBER_HAS_ADDRESS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The member is the patient and has no address."""
    sbr = first(claim.subscriber, "SBR")
    if sbr is not None and sbr.value(2) == "18" and claim.member is not None and not claim.patient:
        missing = [name for name in ("N3", "N4") if claim.member.get(name) is None]
        if missing:
            yield RULE.at(claim.at(claim.member.nm1), expected=" and ".join(missing))
