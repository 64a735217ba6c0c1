"""A row of an earlier copy is no longer there.

What it finds
    A service that was sent from an earlier copy of this workbook, and which this copy does not have.

Why it matters
    If the row was removed because the service was not delivered, the claim must be voided; a row that is missing is not
    reason enough to do so.

How to fix
    Void the claim with `edi-translate ledger void CLAIM` if it was a mistake; else leave it as it is.

Example
    A row that was deleted before the workbook was sent back
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LG004",
    severity="warning",
    scope="run",
    message="a service that was sent is not here any more: {expected}",
    hint="Look whether the row was a mistake; `edi-translate ledger void` voids its claim.",
    withholds=False,
)
RAISED_BY = "invoices.sent_before"
