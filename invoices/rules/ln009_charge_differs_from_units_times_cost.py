"""The charge is not units × unit cost.

What it finds
    A line charge that differs from units × unit cost, both given.

Why it matters
    One of the three numbers is wrong; the program does not choose.

How to fix
    Correct the charge, the units or the unit cost.

Example
    3 × 45.00 and a charge of 145.00
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.price import product

RULE = Rule(
    code="LN009",
    severity="error",
    scope="line",
    field="line_charge",
    message="the charge {found} is not units × unit cost, {expected}",
    hint="Correct the charge, the units or the unit cost.",
    expected_is_value=True,
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The charge is not units × unit cost."""
    for line in lines:
        if line.line_charge is None or line.unit_cost is None or line.unit_count is None:
            continue
        if line.unit_count * line.unit_cost * 100 == line.line_charge:
            continue
        if line.line_charge == line.deposit_amount and not line.unit_cost:
            continue
        cents, exact = product(line.unit_count, line.unit_cost)
        if cents != line.line_charge or not exact:
            related = (line.at("units"), line.at("unit_cost"))
            yield RULE.at(line.at("line_charge"), dollars(line.line_charge), dollars(cents), related)
