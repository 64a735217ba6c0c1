"""A place of service was not yet valid.

What it finds
    A place of service code used before it began.

Why it matters
    Code 27 (outreach site or street) began on October 1, 2023; before, it is denied.

How to fix
    Use the code of that date, for example 15 or 99.

Example
    27 in May 2023
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN024",
    severity="error",
    scope="line",
    field="place_of_service",
    message="{found} is valid from {expected} on",
    hint="Use a code that was valid on the date.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A place of service was not yet valid."""
    for line in lines:
        place = context.places.get(line.place_of_service or "")
        if place and place.valid_from and line.service_start and line.service_start < place.valid_from:
            yield RULE.at(line.at("place_of_service"), place.code, place.valid_from)
