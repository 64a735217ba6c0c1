"""Which gender is served cannot be read.

What it finds
    A cell that says neither women, men nor both.

Why it matters
    Members look up who takes them.

How to fix
    Enter F, M or both.

Example
    some
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL056",
    severity="warning",
    scope="cell",
    message="{found} is not {expected}; it is left out",
    hint="Enter F, M or both.",
)

RAISED_BY = "invoices.cells.gender_served"
