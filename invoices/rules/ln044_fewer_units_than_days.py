"""Fewer units than days.

What it finds
    A code that counts days, with fewer units than the nights of its span: a monthly payment written as one unit, or
    several visits written as one span.

Why it matters
    Each contact is coded by its own date, whatever the plan pays by; the state would count one day of service.

How to fix
    Write one line for each day, or as many units as days.

Example
    H0043 U6, 02/01 to 02/28, 1 unit
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN044",
    severity="warning",
    scope="line",
    field="units",
    message="{found} units in a span of {expected} days; each contact is coded by its own date",
    hint="Write one line for each day, or as many units as days.",
    requirements=(
        "INV-012",
        "ENC-011",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """Fewer units than days."""
    for line in lines:
        service, units = line.resolution.service, line.unit_count
        if service is None or service.unit != "day" or units is None or line.service_start is None:
            continue
        nights = ((line.last_date or line.service_start) - line.service_start).days
        if 0 < units < nights:
            yield RULE.at(line.at("units"), units, nights + 1)
