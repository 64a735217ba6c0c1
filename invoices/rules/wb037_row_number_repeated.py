"""Two rows of a sheet have the same number.

What it finds
    Two filled row elements with one number in the XML of a sheet. Excel repairs such a file; the program that wrote it
    is at fault.

Why it matters
    The cells of one row replace those of the other.

How to fix
    Open the file in Excel, check the row, save it, and run again.

Example

"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB037",
    severity="error",
    scope="sheet",
    message="{found} stands twice in the file",
    hint="Open the file in Excel, check the row, save it and run again.",
)

RAISED_BY = "invoices.workbook.sheet_xml"
