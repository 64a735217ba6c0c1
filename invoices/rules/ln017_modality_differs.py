"""The contact type contradicts the modifier.

What it finds
    A row that says telephone with a code for contact in person, or the other way round.

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


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The contact type contradicts the modifier."""
    for line in lines:
        service = line.resolution.service
        if service and service.modality and line.modality and service.modality != line.modality:
            yield RULE.at(line.at("modality"), line.modality, f"{service.modality} ({service.label})".replace("_", " "))
