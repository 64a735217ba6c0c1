"""The profile's diagnosis was used.

What it finds
    A line without a diagnosis, for a service that has a default in the profile.

Why it matters
    A claim needs a diagnosis; the one that is sent is the plan's own setting.

How to fix
    Enter the member's diagnosis to stop the note.

Example
    housing navigation, Z59.00
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN022",
    severity="info",
    scope="line",
    field="diagnoses",
    message="no diagnosis; the profile's {expected} is sent",
    hint="Enter the diagnosis if it is another.",
    requirements=("ENC-009",),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The profile's diagnosis was used."""
    for line in lines:
        service = line.resolution.service
        if service and line.diagnoses is None and "diagnoses" not in line.faulty:
            default = context.profile.defaults.diagnoses.get(service.service)
            if default:
                yield RULE.at(line.at("diagnoses"), expected=default)
