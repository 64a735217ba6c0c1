"""The frequency code is not one of professional claims.

What it finds
    CLM05-3 is one character, and neither 1 (original), 6 (corrected), 7 (replacement) nor 8 (void). The other codes of
    the list (interim bills and the like) are of institutions.

Why it matters
    The receiver does not know whether the claim is new, and refuses it.

How to fix
    Write 1, or 7 or 8 for a correction.

Example
    CLM05 is 12:B:5
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

#: The state takes 1, 7 and 8 (published); 6 is left to other payers.
FREQUENCIES = ("1", "6", "7", "8")

RULE = Rule(
    code="X5015",
    severity="error",
    scope="file",
    message="the frequency code {found} is not one of professional claims ({expected})",
    hint="Write 1 for a new claim, 7 or 8 for a correction.",
    found_is_code=True,
    silent_when=facts.FREQUENCY_KNOWN,
    snip=5,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The frequency code is not one of professional claims."""
    if len(claim.frequency) == 1 and claim.frequency not in FREQUENCIES:
        yield RULE.at(claim.at(claim.clm, 5, 3), claim.frequency, ", ".join(FREQUENCIES))
