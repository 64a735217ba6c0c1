"""A ZIP code has the wrong form.

What it finds
    A ZIP code that has neither five nor nine digits.

Why it matters
    N403 is required and checked.

How to fix
    Enter five digits, or nine with the extension.

Example
    946
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL015",
    severity="error",
    scope="cell",
    message="{found} is not a ZIP code: expected {expected}",
    hint="Enter five or nine digits.",
)

RAISED_BY = "invoices.cells.zip"
