"""The code was not in effect on the date.

What it finds
    A code and modifier pair of the DHCS table, used on a date outside its dates.

Why it matters
    The codes took effect on January 1, 2022, some later; outside their dates they are denied.

How to fix
    Check the date of service, or use the code of that date.

Example
    H0043 U6 on 12/15/2021
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN005",
    severity="error",
    scope="line",
    field="service_start",
    message="not in effect on the date of service: {expected}",
    hint="Check the date of service, or use the code of that date.",
    requirements=(
        "ENC-003",
        "PHS-005",
    ),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The code was not in effect on the date."""
    for line in lines:
        resolution = line.resolution
        if resolution.outcome == "not_in_effect":
            dates = ", ".join(
                f"{s.label} {s.effective_from or ''}–{s.effective_to or ''}" for s in resolution.candidates
            )
            yield RULE.at(line.at("service_start"), line.service_start or "", dates)
