"""An amount has a fraction of a cent.

What it finds
    An amount with more than two decimals, or a unit cost with more than four.

Why it matters
    The 837P holds whole cents.

How to fix
    Round the amount as your contract says and enter it.

Example
    12.345
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL009",
    severity="error",
    scope="cell",
    message="{found} has too many decimals: expected {expected}",
    hint="Enter the amount with {expected}.",
)

RAISED_BY = "invoices.cells.money"
