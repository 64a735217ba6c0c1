"""A whole name cannot be taken apart.

What it finds
    A cell with a whole name in which no last and first name can be told apart.

Why it matters
    The claim needs both.

How to fix
    Write the last name, a comma, and the first name.

Example
    Cher
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL032",
    severity="error",
    scope="cell",
    message="{found} is not {expected}",
    hint="Write the last name, a comma and the first name.",
)

RAISED_BY = "invoices.cells.full_name"
