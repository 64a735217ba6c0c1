"""A ZIP code was completed.

What it finds
    A five-digit ZIP of a billing provider.

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
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN028",
    severity="info",
    scope="line",
    field="billing_zip",
    message="a billing provider needs nine digits; sent with {expected} added",
    hint="Enter the nine-digit ZIP.",
)


def check(line: InvoiceLine, context: Context) -> Iterator[Diagnostic]:
    """A ZIP code was completed."""
    if line.billing_zip and len(line.billing_zip) == 5:
        yield RULE.at(line.at("billing_zip"), expected=context.profile.defaults.zip4)
