"""ECM before it started in the county.

What it finds
    An ECM service (not outreach) dated before ECM started in the member's county.

Why it matters
    ECM began on January 1, 2022 in twenty-five counties and on July 1, 2022 in the others.

How to fix
    Check the date and the county.

Example
    ECM in Fresno in May 2022
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN019",
    severity="error",
    scope="line",
    field="service_start",
    message="ECM started in this county on {expected}",
    hint="Check the date of service and the county.",
    requirements=(
        "PHS-001",
        "PHS-002",
        "PHS-006",
        "PHS-007",
        "INV-018",
    ),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """ECM before it started in the county."""
    for line in lines:
        service = line.resolution.service
        if service is None or service.program != "ECM" or service.kind == "outreach" or line.service_start is None:
            continue
        county = context.county_of(line.county, line.plan)
        if county is not None and line.service_start < county.ecm_start:
            yield RULE.at(line.at("service_start"), line.service_start, county.ecm_start)
