"""ECM in a correctional facility.

What it finds
    An ECM service with the place of service 09, a prison or other correctional facility.

Why it matters
    ECM money may not serve members directly before their release; such a line is for review.

How to fix
    Check the place of service; outreach before release is another matter.

Example
    G9012 U2 at place 09
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from mappings.code_sets import CORRECTIONAL_FACILITY

RULE = Rule(
    code="LN030",
    severity="warning",
    scope="line",
    field="place_of_service",
    message="an ECM service in a correctional facility",
    hint="Check that the service took place after release.",
    requirements=("ENC-014",),
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """ECM in a correctional facility."""
    for line in lines:
        service = line.resolution.service
        if service and service.program == "ECM" and line.place_of_service == CORRECTIONAL_FACILITY:
            yield RULE.at(line.at("place_of_service"), line.place_of_service)
