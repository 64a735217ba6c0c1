"""A hidden sheet was not read.

What it finds
    A sheet that the sender has hidden.

Why it matters
    What nobody sees was rarely meant to be billed; if it was, its rows are missing here.

How to fix
    Unhide the sheet and run again if it holds services.

Example
    last month's invoice
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB012",
    severity="warning",
    scope="sheet",
    message="the sheet is hidden and was not read",
    hint="Unhide the sheet if it holds services to bill.",
)

RAISED_BY = "invoices.intake"
