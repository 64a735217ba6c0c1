"""A correction does not say which encounter it corrects.

What it finds
    CLM05-3 is 7 or 8 and the claim has no REF*F8.

Why it matters
    The receiver cannot find the encounter to replace or void.

How to fix
    Add REF*F8 with the receiver's id of the original.

Example
    CLM05 is 12:B:7 without REF*F8
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4013",
    severity="error",
    scope="file",
    message="the claim corrects another (CLM05-3 is {found}), but REF*F8 is missing",
    hint="Add REF*F8 with the id that the receiver gave the original.",
    found_is_code=True,
    silent_when=facts.ORIGINAL_FITS,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A correction does not say which encounter it corrects."""
    if claim.frequency in ("7", "8") and claim.get("REF", "F8") is None:
        yield RULE.at(claim.at(claim.clm, 5, 3), claim.frequency)
