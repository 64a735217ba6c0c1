"""A contact lasts too long.

What it finds
    A code that counts contacts, quarter hours or meals, with fewer units than the days of a span that is longer than
    the profile expects (days_of_a_contact).

Why it matters
    Each contact is coded by its own date; a month with one unit is rather a monthly payment, or a wrong end date.

How to fix
    Write one line for each contact, or correct the end date.

Example
    G9012 U2, 02/01 to 02/28, 1 unit
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN064",
    severity="warning",
    scope="line",
    field="service_end",
    message="{found} units in a span of {expected} days; each contact is coded by its own date",
    hint="Write one line for each contact, or correct the end date.",
)


# A deposit, a home modification or a transition is one service, however long it takes; days and months have rules of
# their own (LN013, LN038, LN044).
UNITS = frozenset({"encounter", "visit", "session", "15_minutes", "meal"})


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A contact lasts too long."""
    most = context.profile.limits.days_of_a_contact
    for line in lines:
        service, start, end = line.resolution.service, line.service_start, line.service_end
        if service is None or start is None or end is None or service.unit not in UNITS:
            continue
        days = (end - start).days + 1
        if days > most and (line.unit_count or 0) < days:
            yield RULE.at(line.at("service_end"), "no" if line.unit_count is None else line.unit_count, days)
