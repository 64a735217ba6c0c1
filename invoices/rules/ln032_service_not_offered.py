"""A community support is not offered there.

What it finds
    A community support that the plan does not offer in that county on that date, where the profile lists the plan's
    offers.

Why it matters
    Community Supports differ by plan and county.

How to fix
    Check the service, or add the offer to the profile.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from mappings.county_table import County, county_named
from mappings.profile_file import Offer, Plan
from mappings.service_table import Service

RULE = Rule(
    code="LN032",
    severity="warning",
    scope="line",
    field="hcpcs",
    message="the plan does not list {expected} for that county and date",
    hint="Check the service, or add the offer to the profile.",
    requirements=(
        "ELG-024",
        "ELG-026",
        "SLP-036",
    ),
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A community support is not offered there."""
    for line in lines:
        service, plan, start = line.resolution.service, line.plan, line.service_start
        if service is None or plan is None or start is None or service.program != "CS" or not plan.offers:
            continue
        county = context.county_of(line.county, plan)
        if not any(_covers(offer, plan, service, start, county) for offer in plan.offers):
            yield RULE.at(line.at("hcpcs"), expected=service.name)


def _covers(offer: Offer, plan: Plan, service: Service, start: date, county: County | None) -> bool:
    where = [county_named(name) for name in offer.counties] or [county_named(plan.county)]
    return offer.service == service.service and offer.start <= start <= (offer.end or start) and county in where
