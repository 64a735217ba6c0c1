"""A column is not used.

What it finds
    A heading that stands for no field of the layout.

Why it matters
    Its values are not sent; usually that is right.

How to fix
    If it should be, add its heading to the layout file.

Example
    Notes
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB011",
    severity="info",
    scope="sheet",
    message="the column is not used",
    hint="Add its heading to the layout file if its values matter.",
)

RAISED_BY = "invoices.intake"
