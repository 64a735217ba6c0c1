"""Units are zero or a fraction.

What it finds
    Units of zero, or a fraction of a unit.

Why it matters
    SV104 must be more than zero, and every ECM and Community Supports code counts whole units.

How to fix
    Enter whole units.

Example
    0.5
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN016",
    severity="error",
    scope="line",
    field="units",
    message="{found} units: expected a whole number above zero",
    hint="Enter a whole number of units.",
    requirements=("INV-012",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """Units are zero or a fraction."""
    for line in lines:
        units = line.unit_count
        if units is not None and (units <= 0 or units != int(units)):
            yield RULE.at(line.at("units" if line.units else "minutes"), units)
