"""A ZIP code was completed.

What it finds
    A five-digit ZIP of a billing provider; told once for each provider of a sheet.

Why it matters
    The 837P wants nine digits in loop 2010AA; the profile's four are added.

How to fix
    Enter the nine-digit ZIP.

Example
    94612, sent as 946129998
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.intake import TableReading
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN028",
    severity="info",
    scope="table",
    field="billing_zip",
    message="a billing provider needs nine digits; sent with {expected} added",
    hint="Enter the nine-digit ZIP.",
)


def check(reading: TableReading, context: Context) -> Iterator[Diagnostic]:
    """A ZIP code was completed."""
    told: set[tuple[str | None, str]] = set()
    for item in reading.items:
        if isinstance(item, InvoiceLine) and item.billing_zip and len(item.billing_zip) == 5:
            provider = (item.billing_npi, item.billing_zip)
            if provider not in told:
                told.add(provider)
                yield RULE.at(item.at("billing_zip"), expected=context.profile.defaults.zip4)
