"""A text is longer than the guidance allows.

What it finds
    A discontinuation reason or a referral explanation of more than 250 characters (footnotes 65 and 77).

Why it matters
    The receiver would cut it, and the end may matter.

How to fix
    Shorten it.

Example
    a letter pasted into the cell
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF010",
    severity="error",
    scope="cell",
    message="the text is too long",
    hint="Shorten it to {expected}.",
    requirements=("RTF-023", "REF-007"),
)

RAISED_BY = "invoices.cells.comment"
