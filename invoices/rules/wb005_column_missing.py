"""A required column is missing.

What it finds
    The sheet is nearly a known layout, but a column (or label) that every line needs is not there.

Why it matters
    Without it no line of the sheet can be sent.

How to fix
    Add the column, or name its heading in the layout file.

Example
    no column for the CIN
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB005",
    severity="error",
    scope="sheet",
    message="required column is missing: {expected}",
    hint="Add the column {expected}, or name its heading in the layout file.",
    requirements=("INV-004", "INV-013"),
)

RAISED_BY = "invoices.intake"
