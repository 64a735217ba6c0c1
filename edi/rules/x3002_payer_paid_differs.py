"""What another payer paid is not the sum of what it paid by line.

What it finds
    AMT*D of loop 2320 differs from the sum of SVD02 of that payer less the adjustments of loop 2320. Nothing is said
    where a line payment names no payer (X4006), or where the difference is that of its lines (X3003).

Why it matters
    The receiver cannot tell what the other payer paid and refuses the claim as out of balance.

How to fix
    Correct AMT*D, or the line payments and claim adjustments.

Example
    AMT*D is 350, the lines of that payer say 340
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.balance import has_unknown_payer, left_open
from edi.claims.parts import Claim, cents
from edi.claims.search import line_paid
from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars

RULE = Rule(
    code="X3002",
    severity="error",
    scope="file",
    message="the payer paid {found}, its line payments less claim adjustments come to {expected}",
    hint="Make AMT*D the line payments of this payer less its claim-level adjustments.",
    expected_is_value=True,
    of_whole_claims=True,
    silent_when=facts.PAYERS_PLAIN | facts.PAYERS_BALANCE,
    snip=3,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """What another payer paid is not the sum of what it paid by line."""
    for other, payments, paid in line_paid(claim):
        amounts = [cents(payment.svd.value(2)) for payment in payments]
        adjustments = other.adjusted
        if adjustments is None or any(amount is None for amount in amounts):
            continue
        expected = sum(amount or 0 for amount in amounts) - adjustments
        amount = cents(paid.value(2))
        if amount is None or amount == expected or has_unknown_payer(claim):
            continue
        if amount - expected != left_open(claim, payments[0].payer):
            yield RULE.at(claim.at(paid, 2), dollars(amount), dollars(expected))
