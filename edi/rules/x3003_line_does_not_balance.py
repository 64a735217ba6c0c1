"""A line's charge is not what a payer paid for it and adjusted.

What it finds
    SV102 differs from SVD02 plus all adjustments of loop 2430, for one payer. Where the payer split the line,
    all its 2430 loops of the line are added up first.

Why it matters
    The receiver refuses the claim as out of balance.

How to fix
    Report the difference between charge and payment in a CAS of the line.

Example
    SV102 is 200, SVD02 is 150 and there is no CAS
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.balance import by_payer, settled
from edi.claims.parts import Claim
from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars

RULE = Rule(
    code="X3003",
    severity="error",
    scope="file",
    message="the line charges {found}, payment and adjustments of this payer come to {expected}",
    hint="Put the difference into a CAS, or correct the payment.",
    expected_is_value=True,
    of_whole_claims=True,
    silent_when=facts.PAYERS_PLAIN | facts.LINES_BALANCE,
    snip=3,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A line's charge is not what a payer paid for it and adjusted."""
    for line in claim.lines:
        for payments in by_payer(line).values():
            found = settled(payments)
            if line.charge is not None and found is not None and found != line.charge:
                yield RULE.at(claim.at(payments[0].svd, 2), dollars(line.charge), dollars(found))
