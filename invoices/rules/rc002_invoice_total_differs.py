"""The invoice total differs from its lines.

What it finds
    An invoice total beside its label that is not the sum of the lines below.

Why it matters
    A row may have been lost or typed over; the claim's total is always computed from its lines.

How to fix
    Compare the lines with the invoice total.

Example

"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.intake import TableReading
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="RC002",
    severity="warning",
    scope="table",
    field="invoice_total",
    message="the invoice total {found} is not the sum of its lines, {expected}",
    hint="Compare the lines with the total; a row may be missing.",
    expected_is_value=True,
)


def check(reading: TableReading, _context: Context) -> Iterator[Diagnostic]:
    """The invoice total differs from its lines."""
    lines = [item for item in reading.items if isinstance(item, InvoiceLine)]
    if not lines or "invoice_total" not in reading.table.labels or lines[0].invoice_total is None:
        return
    total = sum(line.charge or 0 for line in lines)
    if total != lines[0].invoice_total:
        yield RULE.at(lines[0].at("invoice_total"), dollars(lines[0].invoice_total), dollars(total))
