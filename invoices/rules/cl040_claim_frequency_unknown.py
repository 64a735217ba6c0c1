"""A claim frequency code is unknown.

What it finds
    A frequency code that professional claims do not have, or whose word says another than its number.

Why it matters
    It says whether a row is an original, a replacement or a void; a guess could bill a service twice.

How to fix
    Write 1 for an original, 7 for a replacement, 8 for a void, or leave the cell empty.

Example
    1 - Replacement
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL040",
    severity="error",
    scope="cell",
    message="{found} is not a claim frequency code; expected {expected}",
    hint="Write 1, 7 or 8, or leave the cell empty.",
    found_is_code=True,
)

RAISED_BY = "invoices.cells.frequency"
