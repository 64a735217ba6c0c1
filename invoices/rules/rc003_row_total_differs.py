"""A row total differs from its services.

What it finds
    A row with several services whose total is not the sum of units × unit cost.

Why it matters
    One of the numbers is wrong; the program does not choose.

How to fix
    Correct the total, or the units or cost of the service that is wrong.

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
    code="RC003",
    severity="error",
    scope="table",
    field="row_total",
    message="the row total {found} is not the sum of its services, {expected}",
    hint="Correct the total, or the units or cost of a service.",
    expected_is_value=True,
)


def check(reading: TableReading, _context: Context) -> Iterator[Diagnostic]:
    """A row total differs from its services."""
    rows: dict[int, list[InvoiceLine]] = {}
    for item in reading.items:
        if isinstance(item, InvoiceLine) and item.row_total is not None:
            rows.setdefault(item.row, []).append(item)
    for services in rows.values():
        total = sum(line.charge or 0 for line in services)
        if total != services[0].row_total and all(line.charge is not None for line in services):
            where = reading.table.ref(services[0].row, RULE.field)
            yield RULE.at(where, dollars(services[0].row_total or 0), dollars(total))
