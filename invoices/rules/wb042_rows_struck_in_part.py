"""Rows are struck through in part.

What it finds
    Rows with services of which some cells are struck through and others are not. They are skipped, and their dollars
    are counted as skipped, as far as they can be read.

Why it matters
    Either the row was crossed out carelessly or a value was: what is to be billed, only its sender can say.

How to fix
    Remove the row or what is crossed out in it, enter what is right, take the strikethrough away, and run again.

Example
    a rate that is crossed out, with the new one in the next column
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB042",
    severity="error",
    scope="sheet",
    message="not read: {expected}",
    hint="Remove what is crossed out, enter what is right, take the strikethrough away, and run again.",
    withholds=False,
)

RAISED_BY = "invoices.intake"
