"""A row corrects a claim that was sent before.

What it finds
    A frequency code other than 1, an original reference number, or a status such as void or replacement.

Why it matters
    It would be sent as a new original claim, and the first one would stay: the service would count twice.

How to fix
    Take the row out and correct the claim where it was sent; leave the cells empty for an original.

Example
    Frequency 7 with the payer's claim number
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine

RULE = Rule(
    code="LN060",
    severity="error",
    scope="line",
    field="claim_frequency",
    message="{found} means that the row corrects a claim that was sent before",
    hint="Take the row out, or clear the cell if the row is an original.",
    found_is_code=True,
)


ORIGINAL = "1"


def check(lines: Iterable[InvoiceLine], _context: Context) -> Iterator[Diagnostic]:
    """A row corrects a claim that was sent before."""
    for line in lines:
        if line.claim_frequency not in (None, ORIGINAL):
            yield RULE.at(line.at("claim_frequency"), f"frequency {line.claim_frequency}")
        if line.original_reference is not None:
            yield RULE.at(line.at("original_reference"), "an original reference number")
        if line.row_status == "correction":
            yield RULE.at(line.at("row_status"), "the status")
