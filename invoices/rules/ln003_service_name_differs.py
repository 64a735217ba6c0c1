"""The service name says something else than the code.

What it finds
    A service name that stands for one service beside a code that stands for another.

Why it matters
    One of the two is wrong, and the code is what is sent.

How to fix
    Correct the code or the name.

Example
    ‘Housing Deposit’ beside H0043 U6
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN003",
    severity="warning",
    scope="line",
    field="service_name",
    message="the name {found} does not mean {expected}, which the code says",
    hint="Correct the code or the service name.",
    requirements=("INV-010",),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The service name says something else than the code."""
    for line in lines:
        service = line.resolution.service
        if service is None or line.service_name is None or line.resolution.outcome != "exact":
            continue
        named = context.said_by(line.service_name).service
        if named and named != service.service:
            yield RULE.at(line.at("service_name"), line.service_name, f"{service.label} ({service.name})")
