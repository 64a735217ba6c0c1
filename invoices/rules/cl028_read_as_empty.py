"""A word was read as "nothing".

What it finds
    N/A, a dash, "unknown" and the like in a cell.

Why it matters
    It is taken for an empty cell.

How to fix
    Leave the cell empty, or enter the value.

Example
    N/A
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL028",
    severity="info",
    scope="cell",
    message="{found} was read as an empty cell",
    hint="Leave the cell empty, or enter the value.",
)

RAISED_BY = "invoices.cells.base"
