"""A workbook holds macros.

What it finds
    A workbook with macros in it.

Why it matters
    They are never run here; values that a macro would fill in are read as they were saved.

How to fix
    Save the workbook as .xlsx to stop the note.

Example
    an .xlsm template of an agency
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB015",
    severity="info",
    scope="sheet",
    message="holds macros, which were not run",
    hint="Save it as .xlsx to stop the note.",
)

RAISED_BY = "invoices.workbook.spreadsheet"
