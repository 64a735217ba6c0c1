"""Rows are an example.

What it finds
    Rows that show how the sheet is to be filled in: they call themselves an example, or name nobody (John Doe with a
    CIN that nobody has). They are skipped, and their dollars are counted as skipped.

Why it matters
    An example is not an encounter.

How to fix
    Nothing, where the row is an example. Correct the member's name and CIN where it is not.

Example
    EXAMPLE: Doe, John, 12345678A
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB043",
    severity="info",
    scope="sheet",
    message="not billed: {expected}",
    hint="Correct the member's name and CIN of a row that is to be billed.",
)

RAISED_BY = "invoices.intake"
