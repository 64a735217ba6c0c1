"""A payer paid lines, and what it paid for the claim is missing.

What it finds
    A line has a payment (SVD) of an other payer whose loop 2320 has no AMT*D.

Why it matters
    The guide requires AMT*D of a payer that has decided the claim. Without it the payments cannot be balanced.

How to fix
    Add AMT*D with what the payer paid, 0 where it paid nothing.

Example
    SVD*300*200 on a line, loop 2320 of payer 300 without AMT*D
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.claims.search import is_unclear, payments_of
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4027",
    severity="error",
    scope="file",
    message="the payer's line payments are here, but not what it paid for the claim (AMT*D)",
    hint="Add AMT*D to loop 2320.",
    silent_when=facts.PAYERS_PLAIN,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A payer paid lines, and what it paid for the claim is missing."""
    for other in claim.others:
        is_missing = other.paid is None and not is_unclear(other.rest, "AMT", ("A8", "EAF"))
        if is_missing and payments_of(claim, other):
            yield RULE.at(claim.at(other.sbr))
