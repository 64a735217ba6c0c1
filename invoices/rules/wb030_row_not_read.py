"""A filled row was not read.

What it finds
    Rows that a second count of the file finds filled and that are neither lines nor skipped rows: between the last row
    that was read and the end of the sheet, with formulas whose results were not saved, or above the headings with a
    CIN or a procedure code.

Why it matters
    A service may stand there that is neither sent nor withheld.

How to fix
    Open the file at the rows that are named. Save it once in Excel, move the rows below the headings, or delete what
    is not meant to be billed.

Example
    a service above the headings
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB030",
    severity="error",
    scope="sheet",
    message="{expected}: filled, and not read",
    hint="Save the file in Excel, or move the services below the headings, and run again.",
    withholds=False,
)

RAISED_BY = "invoices.accounted"
