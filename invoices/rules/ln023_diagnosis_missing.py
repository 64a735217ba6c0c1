"""A line has no diagnosis.

What it finds
    A line without a diagnosis, for a service without a default in the profile.

Why it matters
    HI with at least one ICD-10-CM code is required on every claim. A social Z code will do where no clinical one is
    known.

How to fix
    Enter a diagnosis; the DHCS list of social Z codes helps.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

SUGGESTION = "Z59.811 (housing instability), Z59.41 (food insecurity), Z60.2 (living alone)"

RULE = Rule(
    code="LN023",
    severity="error",
    scope="line",
    field="diagnoses",
    message="no diagnosis; a social Z code will do, for example {expected}",
    hint="Enter a diagnosis, for example {expected}, or set a default in the profile.",
    requirements=(
        "ENC-009",
        "ENC-010",
    ),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A line has no diagnosis."""
    for line in lines:
        service = line.resolution.service
        if line.diagnoses is not None or "diagnoses" in line.faulty:
            continue
        if service is None or service.service not in context.profile.defaults.diagnoses:
            homeless = line.homeless_indicator or (service is not None and service.service.startswith("housing"))
            yield RULE.at(line.at("diagnoses"), expected="Z59.00 (homelessness)" if homeless else SUGGESTION)
