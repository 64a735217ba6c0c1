"""Charges were taken back.

What it finds
    Rows of a ledger that take back what another row of it charged: negative units or amounts, or words such as
    "reversal", with the number of that row or the same service and amounts. Both rows are skipped, and the dollars of
    the charge are counted as skipped.

Why it matters
    A charge that was reversed is none.

How to fix
    Nothing, where the charge was taken back. Take the reversal out where the service is to be billed all the same.

Example
    Transaction 66101, "Charge reversal", -8 units, applies to transaction 66011
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB044",
    severity="warning",
    scope="sheet",
    message="not billed: {expected}",
    hint="Take the reversal out where the service is to be billed all the same.",
)

RAISED_BY = "invoices.reversals"
