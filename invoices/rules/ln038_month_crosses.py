"""A monthly code covers more than its month.

What it finds
    A code that counts calendar months with several units, or a span over two months.

Why it matters
    One unit is one calendar month.

How to fix
    Write one line a month.

Example
    H0044 U3, 2 units
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN038",
    severity="error",
    scope="line",
    field="units",
    message="a code per month: expected {expected}",
    hint="Write one line for each calendar month.",
    requirements=("INV-012",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A monthly code covers more than its month."""
    for line in lines:
        service, start, last = line.resolution.service, line.service_start, line.last_date
        if service is None or service.unit != "month" or start is None or last is None:
            continue
        crosses = (start.year, start.month) != (last.year, last.month)
        if crosses or (line.unit_count is not None and line.unit_count > 1):
            yield RULE.at(line.at("units"), line.unit_count or "", "one unit in one calendar month")
