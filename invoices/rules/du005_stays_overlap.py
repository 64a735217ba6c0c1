"""Two stays overlap.

What it finds
    Two spans of the same per-day service for a member that share days.

Why it matters
    A member cannot spend the same night twice; the second may be denied.

How to fix
    Correct the dates.

Example
    02/01-02/07 and 02/05-02/10
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.duplicates import Batch
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="DU005",
    severity="warning",
    scope="run",
    field="service_start",
    message="overlaps the stay of {related}",
    hint="Correct the dates of one of the two.",
)


def check(batch: Batch, _context: Context) -> Iterator[Diagnostic]:
    """Two stays overlap."""
    spans: dict[tuple[str | None, str], list[InvoiceLine]] = {}
    for line in batch.lines:
        service = line.resolution.service
        if (
            service is None
            or service.unit != "day"
            or line.service_start is None
            or line.last_date == line.service_start
        ):
            continue
        spans.setdefault((line.member_cin, service.service), []).append(line)
    for stays in spans.values():
        stays.sort(key=lambda stay: stay.service_start or date.min)
        for first, second in pairwise(stays):
            if second.service_start and first.last_date and second.service_start < first.last_date:
                yield RULE.at(second.at("service_start"), related=(first.at("service_start"),))
