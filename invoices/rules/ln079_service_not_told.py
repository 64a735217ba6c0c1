"""A row does not say which service was rendered.

What it finds
    A row without a procedure code whose service name is not the name of an ECM or Community Supports service, or is
    missing.

Why it matters
    A service line without a procedure code cannot be sent.

How to fix
    Enter the HCPCS code and its modifiers, or the service's name as DHCS publishes it.

Example
    "Weekly check-in" as the only word about the service
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN079",
    severity="error",
    scope="line",
    field="service_name",
    message="{found} does not say which service was rendered",
    hint="Enter the HCPCS code and its modifiers.",
    requirements=("INV-010",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """Neither the code nor the name gives a service."""
    for line in lines:
        if line.resolution.outcome == "nothing" and not line.procedure_code and not line.table.has("hcpcs"):
            yield RULE.at(line.at("service_name"), line.service_name or "an empty cell")
