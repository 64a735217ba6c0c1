"""A date cannot be read.

What it finds
    A cell where a date belongs holds something else, or a day that does not exist.

Why it matters
    A service without its date cannot be reported.

How to fix
    Enter the date as MM/DD/YYYY.

Example
    02/30/2026
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL006",
    severity="error",
    scope="cell",
    message="{found} cannot be read as a date: expected {expected}",
    hint="Enter the date as MM/DD/YYYY.",
)

RAISED_BY = "invoices.cells.date"
