"""A charge is out of all proportion to the others of its code.

What it finds
    A charge for a unit that is so many times the usual one of the same code and modifiers on the sheet, or so small a
    part of it. The usual one is the median; how many times is charge_times_usual of the profile.

Why it matters
    A decimal point in the wrong place, or a cell that was cut at its comma, looks like this.

How to fix
    Correct the charge or the units.

Example
    85,000.00 for a visit, where others are charged with 85.00
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from edi.diagnostics import Diagnostic, Rule
from edi.model.money import dollars
from invoices.context import Context
from invoices.intake import TableReading
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN063",
    severity="warning",
    scope="table",
    field="line_charge",
    message="{found} a unit; other lines of the code have {expected}",
    hint="Correct the charge or the units.",
    expected_is_value=True,
)


FEWEST = 3


def check(reading: TableReading, context: Context) -> Iterator[Diagnostic]:
    """A charge is out of all proportion to the others of its code."""
    times = context.profile.limits.charge_times_usual
    by_code: dict[tuple[str, tuple[str, ...]], list[tuple[InvoiceLine, Decimal]]] = {}
    for item in reading.items:
        if isinstance(item, InvoiceLine) and item.charge and item.unit_count and item.resolution.service is not None:
            price = item.charge / item.unit_count
            by_code.setdefault((item.procedure_code, item.final_modifiers), []).append((item, price))
    for lines in by_code.values():
        usual = sorted(price for _, price in lines)[(len(lines) - 1) // 2]
        for line, price in lines if len(lines) >= FEWEST else ():
            if price >= usual * times or price * times <= usual:
                name = "line_charge" if line.line_charge is not None else "unit_cost"
                yield RULE.at(line.at(name), _dollars(price), _dollars(usual))


def _dollars(cents: Decimal) -> str:
    return dollars(int(cents.to_integral_value(ROUND_HALF_UP)))
