"""Units cannot be read.

What it finds
    A cell where units belong holds neither a number nor a duration.

Why it matters
    Units decide the charge and are counted in the reports.

How to fix
    Enter a number, or a duration such as 45 min.

Example
    two visits
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL010",
    severity="error",
    scope="cell",
    message="{found} cannot be read as units: expected {expected}",
    hint="Enter a number of units, or a duration such as 45 min.",
)

RAISED_BY = "invoices.cells.units"
