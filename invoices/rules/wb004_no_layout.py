"""No layout fits a sheet.

What it finds
    No row of the sheet looks like the heading row of a known layout.

Why it matters
    Columns are never guessed.

How to fix
    Run `edi-translate layout inspect FILE` and add a layout file for this provider.

Example
    a letter
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB004",
    severity="error",
    scope="sheet",
    message="no heading row is recognised; known layouts: {expected}",
    hint="Run `edi-translate layout inspect` on the file and add a layout for it.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.layout.recognise"
