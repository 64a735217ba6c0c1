"""A transaction has more claims than the receiver takes.

What it finds
    More CLM segments in one ST than the payer file allows.

Why it matters
    The receiver refuses the transaction.

How to fix
    Split the transaction.

Example
    5,001 claims in one ST
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

RULE = Rule(
    code="X7007",
    severity="error",
    scope="file",
    message="this is one claim more than the {expected} that the receiver takes in a transaction",
    hint="Split the transaction.",
    silent_when=facts.WITHIN_LIMIT,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """A transaction has more claims than the receiver takes."""
    receiver = around.receiver
    if receiver is not None and claim.number_in_transaction == receiver.max_claims + 1:
        yield RULE.at(claim.at(claim.clm), expected=str(receiver.max_claims))
