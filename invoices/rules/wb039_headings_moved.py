"""The line stands below headings that moved.

What it finds
    A line below a row that repeats headings in other columns than the table has them, and that is not the beginning of
    a table of its own.

Why it matters
    Read by the headings above, its values would be sent in each other's place.

How to fix
    Put the columns in the order of the first headings, or leave a table of its own with all its headings.

Example
    `NPI` and `Name` swapped in the headings of page two
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB039",
    severity="error",
    scope="sheet",
    message="the headings above the line stand in other columns than those of the table",
    hint="Put the columns in the order of the first headings and run again.",
)

RAISED_BY = "invoices.lines"
