"""The member was born after the service.

What it finds
    A date of birth after the date of service, or more than 120 years before it.

Why it matters
    The birth date identifies the member together with the CIN.

How to fix
    Correct the date of birth.

Example
    born 2062
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN008",
    severity="error",
    scope="line",
    field="member_dob",
    message="the date of birth {found} does not fit the date of service",
    hint="Correct the date of birth or the date of service.",
)


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The member was born after the service."""
    for line in lines:
        born, start = line.member_dob, line.service_start
        if born and start and (born > start or start.year - born.year > 120):
            yield RULE.at(line.at("member_dob"), born)
