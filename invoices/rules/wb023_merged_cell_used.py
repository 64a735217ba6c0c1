"""A merged cell was used for several rows.

What it finds
    A cell that is merged over several rows of the table: its value is used for each of them. Units, amounts and
    control numbers are not: whether they count once or for each row is open, so the rows below have none.

Why it matters
    A workbook keeps the value in the first row only.

How to fix
    Unmerge the cells and fill each row to stop the note.

Example
    one CIN merged over three visits
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB023",
    severity="info",
    scope="cell",
    message="the merged cell was used for rows {expected}",
    hint="Unmerge the cells and fill in each row.",
)

RAISED_BY = "invoices.layout.merged"
