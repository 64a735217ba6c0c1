"""A date of service is far from the rest of the invoice.

What it finds
    A date of service that is more days than the profile expects (days_from_the_rest) from the middle one of the sheet;
    where a line stands alone, from the invoice date.

Why it matters
    A wrong year looks like this.

How to fix
    Correct the date, or send lines of another period on an invoice of their own.

Example
    03/04/2025 among dates of March 2026
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.intake import TableReading
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN065",
    severity="warning",
    scope="table",
    field="service_start",
    message="{found} is {expected} days from the rest of the invoice",
    hint="Correct the year of the date.",
)


def check(reading: TableReading, context: Context) -> Iterator[Diagnostic]:
    """A date of service is far from the rest of the invoice."""
    most = context.profile.limits.days_from_the_rest
    lines = [item for item in reading.items if isinstance(item, InvoiceLine) and item.service_start is not None]
    days = sorted(line.service_start for line in lines if line.service_start is not None)
    for line in lines:
        here = line.service_start
        if here is None or here > context.received:
            continue  # a date to come is told as such (LN007)
        if len(days) > 2:
            others = [days[(len(days) - 1) // 2]]
        else:
            others = [day for day in (days[0], days[-1]) if day != here] or [line.invoice_date or here]
        distance = min(abs((here - other).days) for other in others)
        if distance > most:
            yield RULE.at(line.at("service_start"), here, distance)
