"""A claim id is used twice.

What it finds
    CLM01 is that of an earlier claim of this file or of another file of the same call, and CLM05-3 is neither 7
    nor 8. A warning where the receiver is not known; the same claim again is then X7012.

Why it matters
    The state denies a repeated claim id.

How to fix
    Give the claim its own id, or mark it as a correction.

Example
    CLM*A1 twice
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7002",
    severity="error",
    scope="file",
    message="CLM01 was used before, {expected}",
    hint="Give each claim its own id.",
    unaddressed="warning",
    silent_when=facts.NEVER_USED,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A claim id is used twice."""
    earlier = claim.repeated_id
    if earlier is None or claim.frequency in ("7", "8") or (around.receiver is None and claim.repeats_whole):
        return
    place = "in this file" if earlier.file == claim.file else f"in {earlier.file}"
    yield RULE.at(claim.at(claim.clm, 1), claim.id, place, related=(earlier.where,))
