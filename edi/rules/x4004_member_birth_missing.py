"""The member is the patient and has no date of birth.

What it finds
    SBR02 is 18, the claim stands in no patient loop, and loop 2010BA has no DMG.

Why it matters
    The guide requires birth date and sex of a member who is the patient; the state matches members by them.

How to fix
    Add DMG.

Example
    NM1*IL, N3, N4, then NM1*PR
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import first
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4004",
    severity="error",
    scope="file",
    message="date of birth and sex (DMG) of the member are missing",
    hint="Add DMG to loop 2010BA.",
    silent_when=facts.MEMBER_HAS_BIRTH,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The member is the patient and has no date of birth."""
    sbr = first(claim.subscriber, "SBR")
    if sbr is None or sbr.value(2) != "18" or claim.patient:
        return
    if claim.member is not None and claim.member.get("DMG") is None:
        yield RULE.at(claim.at(claim.member.nm1))
