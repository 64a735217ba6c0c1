"""The service lies in the future.

What it finds
    A date of service after the day the invoice was received.

Why it matters
    The state denies an encounter whose service comes after its receipt.

How to fix
    Correct the date; the year is the usual slip.

Example
    11/15/2026 on an invoice received in March
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN007",
    severity="error",
    scope="line",
    field="service_start",
    message="the date of service {found} comes after the day received, {expected}",
    hint="Correct the date of service.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The service lies in the future."""
    received = context.received
    for line in lines:
        for name, day in (("service_start", line.service_start), ("service_end", line.service_end)):
            if day is not None and day > received:
                yield RULE.at(line.at(name), day, received)
