"""It is not clear which charge a row takes back.

What it finds
    Rows that a reversal of the same sheet may be about: it has their member and code, but names no row, and no single
    one has its service and amounts; or the row that it names comes to something else.

Why it matters
    A charge that was reversed must not be billed, and one that was not must be.

How to fix
    Say which row is taken back: give its number beside the reversal, or take both rows out.

Example
    -2 units of T2041 for a member who has two rows of 2 units on that day
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB045",
    severity="error",
    scope="sheet",
    message="{expected} may take this row back",
    hint="Give the number of the row that is taken back, or take both out.",
)

RAISED_BY = "invoices.reversals"
