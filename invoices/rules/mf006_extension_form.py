"""A telephone extension has other signs than digits, or more than six.

What it finds
    An extension of the lead care manager that is not one to six digits (footnote 60).

Why it matters
    The plan calls this number about the member.

How to fix
    Enter up to six digits.

Example
    1234567
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF006",
    severity="error",
    scope="cell",
    message="{found} is not an extension",
    hint="Enter {expected}.",
    requirements=("RTF-018", "SLP-024"),
)

RAISED_BY = "invoices.cells.extension"
