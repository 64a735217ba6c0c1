"""A total row differs from its lines.

What it finds
    A total row whose amount is neither the sum of the lines since the last total nor of all lines above it.

Why it matters
    A row may have been lost, hidden or typed over between the provider's sum and what was read.

How to fix
    Compare the lines with the provider's own total.

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
    code="RC001",
    severity="warning",
    scope="table",
    field="line_charge",
    message="the total {found} is not the sum of its lines, {expected}",
    hint="Compare the lines with the total; a row may be missing.",
    expected_is_value=True,
)


def check(reading: TableReading, _context: Context) -> Iterator[Diagnostic]:
    """A total row differs from its lines."""
    section = everything = 0
    for item in reading.items:
        if isinstance(item, InvoiceLine):
            section += item.charge or 0
            everything += item.charge or 0
        elif item.amount is not None:
            if item.amount not in (section, everything):
                where = reading.table.ref(item.row, RULE.field, column=item.column)
                yield RULE.at(where, dollars(item.amount), dollars(section))
            section = 0
