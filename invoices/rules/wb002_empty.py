"""An input is empty.

What it finds
    A file without any filled cell.

Why it matters
    There is nothing to translate; usually the wrong file was sent.

How to fix
    Ask the provider for the file again.

Example
    an empty sheet
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB002",
    severity="error",
    scope="sheet",
    message="is empty: {found}",
    hint="Ask the provider for the file again.",
)

RAISED_BY = "invoices.workbook"
