"""Two layouts fit a sheet.

What it finds
    The headings of the sheet satisfy two layouts.

Why it matters
    They could read the same cell differently; the program does not guess.

How to fix
    Choose one with --layout NAME, or make the layouts differ.

Example
    wide and form
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB006",
    severity="error",
    scope="sheet",
    message="two layouts fit: {expected}",
    hint="Choose one with --layout.",
)

RAISED_BY = "invoices.layout.recognise"
