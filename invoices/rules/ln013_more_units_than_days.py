"""More units than days.

What it finds
    A code that counts days with more units than the span has days, or a code that counts a whole contact with a
    fraction.

Why it matters
    The state counts such units as days of service.

How to fix
    Correct the units or the dates; a stay of a month needs both dates.

Example
    8 units on one day of recuperative care
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN013",
    severity="error",
    scope="line",
    field="units",
    message="{found} units in a span of {expected}",
    hint="Correct the units or the end date.",
    requirements=(
        "INV-012",
        "ENC-011",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """More units than days."""
    for line in lines:
        service, units = line.resolution.service, line.unit_count
        if service is None or service.unit != "day" or units is None or line.service_start is None:
            continue
        days = ((line.last_date or line.service_start) - line.service_start).days + 1
        if 0 < days < units:
            yield RULE.at(line.at("units"), units, f"{days} day{'s' if days > 1 else ''}")
