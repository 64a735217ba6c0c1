"""A sheet that no layout names lacks a column, or it is not certain enough.

What it finds
    A sheet that looks like an invoice, is named by no layout, and has no column (or label) that could be taken with
    enough certainty for a field that every invoice needs. The nearest column is named.

Why it matters
    Below a threshold the program asks instead of guessing.

How to fix
    Give the column a clearer heading, or write a layout: `edi-translate layout draft FILE -o NAME.toml`, name the
    column in it, and put it into a folder `layouts` beside edi-translate.toml or give it with --layout NAME.toml.

Example
    a heading "NPI" above telephone numbers
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB019",
    severity="error",
    scope="sheet",
    message="no layout names this sheet, and no column is surely {expected}",
    hint="Run `edi-translate layout draft FILE -o NAME.toml`, name it there, and use --layout NAME.toml.",
    requirements=("INV-003", "INV-004"),
)

RAISED_BY = "invoices.layout.guess"
