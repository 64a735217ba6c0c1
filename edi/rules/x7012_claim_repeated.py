"""A claim is given twice.

What it finds
    CLM01, the member and all services with their days, provider, procedure and modifiers are those of an earlier
    claim of this file or of another file of the same call, and CLM05-3 is neither 7 nor 8. Told where the receiver
    is not known; else X7001 and X7002 say what the receiver denies.

Why it matters
    Every receiver denies a claim that it has already, or pays it twice and takes the money back.

How to fix
    Remove the second claim, or mark it as a replacement.

Example
    CLM*A1 with the same services in january.837 and in february.837
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7012",
    severity="error",
    scope="file",
    message="this claim repeats one {expected}: the same CLM01, member and services",
    hint="Remove the second claim, or mark it as a replacement (CLM05-3 = 7).",
    unaddressed="error",
    silent_when=facts.NEVER_USED,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A claim is given twice."""
    earlier = claim.repeated_id
    if around.receiver is not None or earlier is None or claim.frequency in ("7", "8") or not claim.repeats_whole:
        return
    place = "of this file" if earlier.file == claim.file else f"of {earlier.file}"
    yield RULE.at(claim.at(claim.clm, 1), claim.id, place, related=(earlier.where,))
