"""The service ends before it begins.

What it finds
    An end date before the start date.

Why it matters
    The state denies a span whose first day comes after its last.

How to fix
    Correct one of the two dates.

Example
    02/10/2026 to 02/01/2026
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN006",
    severity="error",
    scope="line",
    field="service_end",
    message="the end {found} comes before the start {expected}",
    hint="Correct the start or the end date.",
    expected_is_value=True,
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The service ends before it begins."""
    for line in lines:
        if line.service_start and line.service_end and line.service_end < line.service_start:
            yield RULE.at(line.at("service_end"), line.service_end, line.service_start, (line.at("service_start"),))
