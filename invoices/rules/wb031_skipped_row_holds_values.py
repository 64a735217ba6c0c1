"""A skipped row holds values of a service.

What it finds
    A skipped row with a CIN or a procedure code in it, wherever it stands, or a total row whose units are not the sum
    of the units above it. Repeated headings and total rows without either are as they should be.

Why it matters
    It may be a service that was taken for a total or a note.

How to fix
    If the row is a service, write its member, code, date and units into their columns. If it is not, delete it.

Example
    `Note: also bill 91234567A` below the table
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.intake import TableReading
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="WB031",
    severity="error",
    scope="table",
    message="the row was skipped as a {found}, and holds {expected}",
    hint="Write the service into its columns, or delete the row.",
    withholds=False,
)


def check(reading: TableReading, _context: Context) -> Iterator[Diagnostic]:
    """A skipped row holds values of a service."""
    section = everything = Decimal(0)
    for item in reading.items:
        if isinstance(item, InvoiceLine):
            units = item.units.amount if item.units else Decimal(0)
            section, everything = section + units, everything + units
            continue
        said = [item.holds] if item.holds else []
        if item.units is not None and item.units not in (section, everything):
            said.append("units that are not the sum of those above")
        if said:
            yield RULE.at(reading.table.ref(item.row), item.reason, " and ".join(said))
        if item.reason == "total":
            section = Decimal(0)
