"""A population of focus is not known.

What it finds
    A part of a populations cell that names no population of focus, or one that adults and children both have.

Why it matters
    The quarterly report counts capacity by population; a wrong one makes a provider look short of places, or free.

How to fix
    Write Adult or Child before the name, as the report has it; set several off by semicolons.

Example
    Homelessness
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL052",
    severity="error",
    scope="cell",
    message="{found} holds no population of focus that is known: expected {expected}",
    hint="Write Adult or Child before each population, set off by semicolons.",
)

RAISED_BY = "invoices.cells.populations"
