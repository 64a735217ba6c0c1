"""The paid date is out of order.

What it finds
    A paid date before the service ended, or after the day received.

Why it matters
    The state wants service ≤ paid ≤ received.

How to fix
    Correct the paid date.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN036",
    severity="error",
    scope="line",
    field="paid_date",
    message="the paid date {found} is not between the service and the day received, {expected}",
    hint="Correct the paid date.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The paid date is out of order."""
    for line in lines:
        paid = line.paid_date
        if paid is not None and (paid > context.received or (line.last_date is not None and paid < line.last_date)):
            yield RULE.at(line.at("paid_date"), paid, context.received)
