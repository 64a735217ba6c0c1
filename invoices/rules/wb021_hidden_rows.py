"""Hidden rows were not read.

What it finds
    Rows that the sender has hidden, by hand or by a filter. They are counted as skipped; what their services would
    cost is told, as far as it can be read.

Why it matters
    What nobody sees was rarely meant to be billed; if it was, its services are missing here.

How to fix
    Show all rows (clear the filter; Format > Hide & Unhide > Unhide Rows), save, and run again.

Example
    a filter on one case manager
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB021",
    severity="warning",
    scope="sheet",
    message="not read: {expected}",
    hint="Clear the filter or unhide the rows if they are to be billed, save and run again.",
)

RAISED_BY = "invoices.intake"
