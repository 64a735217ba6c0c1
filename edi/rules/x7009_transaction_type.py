"""The transaction is not of the type that the receiver takes.

What it finds
    BHT06 is not the type in the payer file (RP for encounters, CH for claims).

Why it matters
    The receiver refuses the transaction.

How to fix
    Correct BHT06.

Example
    BHT06 is CH in a file of encounters
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule

#: What BHT06 can hold; anything else is told by type 2.
TYPES = frozenset(("31", "CH", "RP"))

RULE = Rule(
    code="X7009",
    severity="error",
    scope="file",
    message="BHT06 is {found}; this receiver takes {expected}",
    hint="Correct BHT06.",
    found_is_code=True,
    silent_when=facts.LATER_CLAIM,
    snip=7,
)


def check(claim: Claim, around: Around) -> Iterator[Diagnostic]:
    """The transaction is not of the type that the receiver takes."""
    receiver = around.receiver
    bht = claim.header("BHT")
    if receiver is None or bht is None or claim.number_in_transaction != 1:
        return
    if receiver.type and bht.value(6) in TYPES - {receiver.type}:
        yield RULE.at(claim.at(bht, 6), bht.value(6), receiver.type)
