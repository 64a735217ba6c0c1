"""No layout fits a sheet.

What it finds
    No row of the sheet looks like the heading row of a known layout, and the names and values of its columns do not
    say what they hold either.

Why it matters
    Below a threshold columns are not guessed.

How to fix
    Run `edi-translate layout inspect FILE`; `edi-translate layout draft FILE` writes a layout to complete.

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
    hint="Run `edi-translate layout inspect` on the file and add a layout for it (`layout draft`).",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.intake"
