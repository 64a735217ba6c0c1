"""A column that is not read has a value that may say that its row is not to be billed.

What it finds
    A value such as "void", "no show", "duplicate" or "do not bill" in a column that changes nothing as far as its first
    rows show.

Why it matters
    What a provider writes beside a row may mean that the service did not take place, or was billed before.

How to fix
    Take the row out, or say what the column means: `edi-translate read FILE --say COLUMN=-` where it changes nothing.

Example
    "DO NOT BILL - duplicate" in row 5,012 of a column Comments
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB027",
    severity="error",
    scope="sheet",
    message="the cell says {found}, which may mean that the row is not to be billed",
    hint="Take the row out, or give its column a heading that says what it holds.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.watch"
