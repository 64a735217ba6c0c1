"""Two places of a sheet say different things of one field.

What it finds
    Two labels above a table, or a label and a column, that name the same required field and hold different values; or
    the head of another agency between the lines or below them, where the columns do not say who bills.

Why it matters
    Which one counts would be a guess.

How to fix
    Correct or remove the one that is wrong, or give it a label that says what it is.

Example
    "Agency NPI: 2188304572" above a table whose column "Org NPI" says 2044173609
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB016",
    severity="error",
    scope="sheet",
    message="two places say different things: {expected}",
    hint="Correct or remove the one that is wrong.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.reading.read"
