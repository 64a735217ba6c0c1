"""Values and codes in a cell do not match.

What it finds
    A row with several codes in one cell whose units, costs, modifiers or names are neither one nor as many as the
    codes; or units beside a code that differ from the units column.

Why it matters
    Which value belongs to which code is not for the program to guess.

How to fix
    Give one value for each code in the same order, or one row for each code.

Example
    two codes, three units
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LN045",
    severity="error",
    scope="line",
    message="{found}: {expected}",
    hint="Give one value for each code, in the same order.",
)

RAISED_BY = "invoices.split"
