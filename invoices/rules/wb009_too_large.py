"""A workbook is too large when unpacked.

What it finds
    A workbook that unpacks to far more than its size, or has thousands of columns.

Why it matters
    It would fill the memory; real invoices never look like this.

How to fix
    Copy the used cells into a new workbook.

Example
    a zip bomb
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
