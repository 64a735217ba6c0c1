"""A line has no charge.

What it finds
    A line with neither a charge nor a unit cost that gives whole cents. Zero is a charge: a provider paid per
    member and month reports each service at 0.00.

Why it matters
    SV102 is required on every line.

How to fix
    Enter the charge, or the unit cost; 0.00 where nothing is charged.

Example
    an empty unit cost
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.price import product

RULE = Rule(
    code="LN010",
    severity="error",
    scope="line",
    field="unit_cost",
    message="no charge: neither a line charge nor units × unit cost in whole cents",
    hint="Enter the charge, or 0.00 where nothing is charged.",
    requirements=(
        "ENC-002",
        "ENC-004",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A line has no charge."""
    for line in lines:
        if line.charge is None:
            if not {"line_charge", "unit_cost", "units"} & set(line.faulty) and line.resolution.service is not None:
                yield RULE.at(line.at("unit_cost"))
        elif line.line_charge is None and line.unit_cost is not None and line.unit_count is not None:
            cents, exact = product(line.unit_count, line.unit_cost)
            if cents == line.charge and not exact:
                yield RULE.at(line.at("unit_cost"), line.unit_cost)
