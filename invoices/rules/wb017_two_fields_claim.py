"""One column of an unknown layout may be either of two fields.

What it finds
    A sheet that no layout names, with a column whose name and values fit two fields equally well, one of them
    required.

Why it matters
    What it means is not for the program to guess.

How to fix
    Give the column a heading that says which it is, or write a layout with `edi-translate layout draft FILE`.

Example
    a column "ID"
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB017",
    severity="error",
    scope="sheet",
    message="no layout names this sheet, and a column fits two fields equally well: {expected}",
    hint="Give the column a clearer heading, or run `edi-translate layout draft` and say in the layout which it is.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.layout.guess"
