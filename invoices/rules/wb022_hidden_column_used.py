"""A hidden column was used.

What it finds
    A column that the sender has hidden holds a field of the layout. It is used like any other.

Why it matters
    Hidden columns often hold numbers that belong to the form; a left-over value would be used as well.

How to fix
    Unhide the column and check its values.

Example
    a hidden column with the NPI
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB022",
    severity="info",
    scope="sheet",
    message="the column is hidden and was used",
    hint="Unhide the column and check its values.",
)

RAISED_BY = "invoices.intake"
