"""Hidden rows were not read.

What it finds
    Rows with services that the sender has hidden: by hand, by a filter, by a group that is folded up, or by a height
    of zero. They are counted as skipped, with what their services would cost, as far as it can be read.

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
    severity="error",
    scope="sheet",
    message="not read: {expected}",
    hint="Clear the filter or unhide the rows if they are to be billed, save and run again.",
    withholds=False,
)

RAISED_BY = "invoices.intake"
