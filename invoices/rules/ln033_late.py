"""A line is late.

What it finds
    A service further back than the profile allows (timely_days; off by default).

Why it matters
    Plans must send encounters within a set time after the month of service.

How to fix
    Send it at once and ask why it is late.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN033",
    severity="warning",
    scope="line",
    field="service_start",
    message="the service is {found} days old; the limit is {expected}",
    hint="Send it at once.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A line is late."""
    limit = context.profile.limits.timely_days
    for line in lines if limit else ():
        if line.service_start and (context.received - line.service_start).days > limit:
            yield RULE.at(line.at("service_start"), (context.received - line.service_start).days, limit)
