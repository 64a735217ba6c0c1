"""Rows are struck through.

What it finds
    Rows with services whose sender has crossed out every cell. They are skipped, and their dollars are counted as
    skipped, as far as they can be read.

Why it matters
    Who strikes a row through takes it back; if it was to be billed, its service is missing here.

How to fix
    Remove the rows, or take the strikethrough from those that are to be billed.

Example
    a visit entered twice, the second one crossed out
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB041",
    severity="warning",
    scope="sheet",
    message="not billed: {expected}",
    hint="Remove the rows, or take the strikethrough from those that are to be billed.",
)

RAISED_BY = "invoices.intake"
