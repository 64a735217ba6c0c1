"""The status of a row does not allow it to be sent.

What it finds
    A status that says the row is denied or still pending, or that a service of a row with several was not delivered.

Why it matters
    A claim that is denied or pending has been sent already; sending it again would count the service twice.

How to fix
    Take the row out, or correct its status if it is to be sent now.

Example
    Claim Status: Denied
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN061",
    severity="error",
    scope="line",
    field="row_status",
    message="the status says {found}",
    hint="Take the row out, or correct its status.",
    found_is_code=True,
)


TOLD = {"denied": "denied", "pending": "pending", "not_delivered": "not delivered"}


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """The status of a row does not allow it to be sent."""
    for line in lines:
        if line.row_status in TOLD:
            yield RULE.at(line.at("row_status"), TOLD[line.row_status])
