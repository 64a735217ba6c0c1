"""A workbook is too large when unpacked.

What it finds
    A file of more than 150 MB, a workbook that unpacks to far more than its size, that has thousands of columns, or
    whose filled cells lie so far apart that they span more than 20 million cells.

Why it matters
    It would fill the memory; real invoices never look like this. Cells are counted as they stand, over all sheets.

How to fix
    Copy the used cells into a new workbook.

Example
    a zip bomb; a cell in the last column of the last row
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB009",
    severity="error",
    scope="sheet",
    message="is refused: {found}",
    hint="Copy the used cells into a new workbook; expected {expected}.",
)

RAISED_BY = "invoices.workbook"
