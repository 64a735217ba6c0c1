"""The staff type contradicts the code.

What it finds
    A row that says clinical staff, in a column of its own or in the name of the service, with the code for
    non-clinical staff, or the other way round.

Why it matters
    G9008 is ECM by clinical staff, G9012 by others; they are paid and counted apart.

How to fix
    Correct the code or the staff type.

Example
    an RN beside G9012 U2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN018",
    severity="warning",
    scope="line",
    field="staff_type",
    message="the row says {found}, the code says {expected}",
    hint="Correct the code or the staff type.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The staff type contradicts the code."""
    for line in lines:
        service = line.resolution.service
        if service and service.staff:
            said, name = line.staff_type, "staff_type"
            if not said and line.service_name:
                said, name = context.said_by(line.service_name).staff, "service_name"
            if said and said != service.staff:
                yield RULE.at(line.at(name), said, f"{service.staff} ({service.label})".replace("_", "-"))
