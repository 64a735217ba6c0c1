"""A row corrects a claim that was sent before.

What it finds
    A frequency code other than 1, an original reference number, or a status such as void or replacement.

Why it matters
    It would be sent as a new original claim, and the first one would stay: the service would count twice.

How to fix
    Take the row out and correct the claim where it was sent; leave the cells empty for an original. With a ledger
    (`--ledger`) such rows are corrections: a frequency code, or an original reference number, says of what.

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


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A row corrects a claim that was sent before. A ledger knows what; only where the row does not say whether it
    replaces or voids, nobody does."""
    for line in lines:
        if context.remembers and (line.claim_frequency is not None or line.original_reference is not None):
            continue
        if line.claim_frequency not in (None, ORIGINAL):
            yield RULE.at(line.at("claim_frequency"), f"frequency {line.claim_frequency}")
        if line.original_reference is not None:
            yield RULE.at(line.at("original_reference"), "an original reference number")
        if line.row_status == "correction":
            yield RULE.at(line.at("row_status"), "the status")
