"""A line payment names a payer that the claim does not have exactly once.

What it finds
    SVD01 is not NM109 of exactly one loop 2330B of the claim. Where a loop 2320 has no 2330B, that is told alone.

Why it matters
    The payment cannot be assigned to a payer, and balancing fails.

How to fix
    Write the id of the payer as in loop 2330B.

Example
    SVD*999 where 2330B says 300
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X4006",
    severity="error",
    scope="file",
    message="SVD01 names a payer that {expected} of the claim's other payers has",
    hint="Write NM109 of the payer's loop 2330B into SVD01.",
    of_whole_claims=True,
    silent_when=facts.PAYERS_PLAIN,
    snip=4,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line payment names a payer that the claim does not have exactly once."""
    ids = Counter(other.payer.identifier for other in claim.others if other.payer is not None)
    if any(other.payer is None for other in claim.others):
        return
    for line in claim.lines:
        for payment in line.payments:
            count = ids[payment.payer]
            if count != 1:
                yield RULE.at(claim.at(payment.svd, 1), payment.payer, "none" if not count else "more than one")
