"""The claim names an original, but is not marked as a correction.

What it finds
    REF*F8 is there and CLM05-3 is neither 7 nor 8.

Why it matters
    The receiver takes the claim as new, and it may be denied as a duplicate.

How to fix
    Write 7 or 8 into CLM05-3, or remove REF*F8.

Example
    CLM05 is 12:B:1 with REF*F8
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4014",
    severity="warning",
    scope="file",
    message="REF*F8 names an original, but CLM05-3 is {found}",
    hint="Write 7 (replace) or 8 (void) into CLM05-3, or remove REF*F8.",
    found_is_code=True,
    silent_when=facts.ORIGINAL_FITS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The claim names an original, but is not marked as a correction."""
    ref = claim.get("REF", "F8")
    if ref is not None and claim.frequency not in ("6", "7", "8"):
        yield RULE.at(claim.at(ref), claim.frequency)
