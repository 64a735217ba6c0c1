"""Minutes for a code that does not count them.

What it finds
    A duration where the code counts days, visits, meals or encounters.

Why it matters
    How many units a duration makes is not for the program to guess.

How to fix
    Enter the number of units.

Example
    45 min for G9012 U2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN015",
    severity="error",
    scope="line",
    field="units",
    message="a duration was given, but the code counts by {expected}",
    hint="Enter the number of units.",
    requirements=(
        "INV-011",
        "INV-012",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """Minutes for a code that does not count them."""
    for line in lines:
        quantity, service = line.units or line.minutes, line.resolution.service
        if service is None or quantity is None or line.unit_count is not None or service.unit == "15_minutes":
            continue
        yield RULE.at(line.at("units" if line.units else "minutes"), quantity.amount, service.unit.replace("_", " "))
