"""The status of a row is unknown.

What it finds
    A status that the table of statuses does not have, or one that can be read in two ways.

Why it matters
    It may say that the visit did not take place, or that the row corrects another.

How to fix
    Write a usual word such as Completed, No show or Cancelled, or add the word to row_statuses.csv.

Example
    Completed / cancelled
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL041",
    severity="error",
    scope="cell",
    message="the status {found} is not known; expected {expected}",
    hint="Write a usual status, or leave the cell empty.",
    found_is_code=True,
)

RAISED_BY = "invoices.cells.row_status"
