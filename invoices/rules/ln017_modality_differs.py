"""The contact type contradicts the modifier.

What it finds
    A row that says telephone, in a column of its own or in the name of the service, with a code for contact in
    person, or the other way round.

Why it matters
    GQ decides whether the state counts a contact as in person.

How to fix
    Correct the modifier or the contact type.

Example
    telephonic beside G9012 U2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN017",
    severity="warning",
    scope="line",
    field="modality",
    message="the row says {found}, the code says {expected}",
    hint="Correct the modifier or the contact type.",
    requirements=("ENC-013",),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The contact type contradicts the modifier."""
    for line in lines:
        service = line.resolution.service
        if service and service.modality:
            said, name = line.modality, "modality"
            if not said and line.service_name:
                said, name = context.said_by(line.service_name).modality, "service_name"
            if said and said != service.modality:
                expected = f"{service.modality} ({service.label})".replace("_", " ")
                yield RULE.at(line.at(name), said, expected)
