"""The address of a homeless member was filled in.

What it finds
    A homeless member without an address, or a word such as HOMELESS that stands alone in the address: the street of the
    profile and the billing provider's city, state and ZIP are sent.

Why it matters
    The subscriber's address is required; HOMELESS is what DHCS expects where there is none.

How to fix
    Nothing.

Example

"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from invoices.written import is_homeless_address

RULE = Rule(
    code="LN027",
    severity="info",
    scope="line",
    field="member_address",
    message="no address; sent as {expected} with the billing provider's city and ZIP",
    hint="Enter a mailing address if there is one.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """The address of a homeless member was filled in."""
    for line in lines:
        if is_homeless_address(line):
            yield RULE.at(line.at("member_address"), expected=context.profile.defaults.homeless_address)
