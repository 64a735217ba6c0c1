"""An input is not a workbook that can be read.

What it finds
    A file that is damaged, cut short, of another kind than its name says, or of a kind that is not read.

Why it matters
    Nothing of it can be translated.

How to fix
    Open it in Excel and save it as .xlsx, or export it as .csv.

Example
    a PDF called invoice.xlsx
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB001",
    severity="error",
    scope="sheet",
    message="cannot be read: {found}",
    hint="Open it in Excel, save it as .xlsx and send it again.",
    requirements=("INV-006",),
)

RAISED_BY = "invoices.workbook"
