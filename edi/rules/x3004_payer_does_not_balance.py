"""The claim's charge is not what a payer paid and adjusted.

What it finds
    CLM02 differs from AMT*D plus all adjustments of that payer, of the claim and of its lines, where the payer
    reports payments of some lines only. Where it reports all of them, the sum can only be wrong if the claim's lines
    (X3001), the payer's payments (X3002) or one of its lines (X3003) are, which is told there. Only this sum is asked
    for: that CLM02 be the line payments plus claim adjustments is no rule (X12 RFI 2168).

Why it matters
    The receiver refuses the claim as out of balance.

How to fix
    Report the difference in a CAS of loop 2320 or 2430.

Example
    CLM02 is 350, AMT*D is 200 for the first of two lines, and the second has no SVD
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.balance import has_unknown_payer, passed_over
from edi.claims.parts import Claim, cents
from edi.claims.search import line_paid
from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars

RULE = Rule(
    code="X3004",
    severity="error",
    scope="file",
    message="the claim charges {found}, payment and adjustments of this payer come to {expected}",
    hint="Put the difference into a CAS of the claim or a line.",
    expected_is_value=True,
    of_whole_claims=True,
    silent_when=facts.PAYERS_PLAIN | facts.PAYERS_BALANCE,
    snip=3,
)


def check(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """The claim's charge is not what a payer paid and adjusted."""
    total = cents(claim.clm.value(2))
    for other, payments, paid in line_paid(claim):
        parts = [cents(paid.value(2)), other.adjusted, *(payment.adjusted for payment in payments)]
        known = [part for part in parts if part is not None]
        if total is None or len(known) != len(parts) or sum(known) == total:
            continue
        if passed_over(claim, payments[0].payer) and not has_unknown_payer(claim):
            yield RULE.at(claim.at(paid, 2), dollars(total), dollars(sum(known)))
