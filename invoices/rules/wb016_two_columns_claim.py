"""Two columns of an unknown layout claim one field.

What it finds
    A sheet that no layout names, with two columns (or labels) whose names and values fit a required field equally
    well.

Why it matters
    Which one counts is not for the program to guess.

How to fix
    Rename or remove one of the columns, or write a layout with `edi-translate layout draft FILE` and name the one
    that counts.

Example
    a column "CIN" beside a column "Medi-Cal ID", each full of valid numbers
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB016",
    severity="error",
    scope="sheet",
    message="no layout names this sheet, and two places fit equally well: {expected}",
    hint="Rename one of them, or run `edi-translate layout draft` and name the one that counts in the layout.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.layout.guess"
