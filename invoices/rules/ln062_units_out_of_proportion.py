"""Units are out of all proportion.

What it finds
    More units on a day of service than the profile's limits expect of a code that counts visits, quarter hours or
    meals.

Why it matters
    The minutes of a visit in the column of units look like this, and so does a code or an amount in it.

How to fix
    Correct the units; raise the limit in the profile if such days are usual ([limits]).

Example
    96 visits on one day
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN062",
    severity="warning",
    scope="line",
    field="units",
    message="{found} units; more than {expected} is not expected",
    hint="Correct the units.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """Units are out of all proportion."""
    limits = context.profile.limits
    most = dict.fromkeys(("encounter", "visit", "session", "service"), limits.visits_a_day)
    most |= {"15_minutes": limits.quarter_hours_a_day, "meal": limits.meals_a_day}
    for line in lines:
        service, units = line.resolution.service, line.unit_count
        if service is None or units is None or service.unit not in most or units <= most[service.unit]:
            continue
        start = line.service_start
        days = max(((line.last_date or start) - start).days + 1, 1) if start else 1
        if units > most[service.unit] * days:
            told = f"{most[service.unit]} a day"
            yield RULE.at(line.at("units" if line.units is not None else "minutes"), units, told)
