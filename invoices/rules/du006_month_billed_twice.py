"""A month is billed twice.

What it finds
    Two lines of the same code per month for a member in one calendar month, on different days. The second is
    withheld.

Why it matters
    One unit of a monthly code is one calendar month; the second is a duplicate payment.

How to fix
    Remove the second line, or correct its date.

Example
    H0044 U3 on 02/01/2026 and on 02/15/2026
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="DU006",
    severity="error",
    scope="run",
    field="service_start",
    message="the month that {related} bills already",
    hint="Remove the line, or correct its date.",
    requirements=("INV-012", "INV-014"),
)


def check(batch: Batch, _context: Context) -> Iterator[Diagnostic]:
    """A month is billed twice."""
    first_with: dict[tuple[Any, ...], InvoiceLine] = {}
    for line in batch.lines:
        service, start = line.resolution.service, line.service_start
        if service is None or service.unit != "month" or start is None:
            continue
        first = first_with.setdefault((line.member_cin, service, start.year, start.month), line)
        if first is not line and first.service_start != start:
            yield RULE.at(line.at("service_start"), start, related=(first.at("service_start"),))
