"""A paid amount is missing.

What it finds
    A line without a paid amount where the profile takes it from the row only.

Why it matters
    The prior-payer loops must balance: charge = paid + adjustments.

How to fix
    Enter the paid amount, or change payment.paid in the profile.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN034",
    severity="error",
    scope="line",
    field="paid_amount",
    message="no paid amount, and the profile takes it from the row",
    hint="Enter the paid amount.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A paid amount is missing."""
    wanted = context.payer.prior_payer is not None and context.profile.payment.paid == "column"
    for line in lines if wanted else ():
        if line.paid_amount is None and "paid_amount" not in line.faulty:
            yield RULE.at(line.at("paid_amount"))
