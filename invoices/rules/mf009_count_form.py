"""A count is not a whole number.

What it finds
    A number of visits, days or encounters that is negative, broken or no number (footnotes 32 and 66).

Why it matters
    It cannot be compared or added up.

How to fix
    Enter a whole number.

Example
    2.5
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF009",
    severity="error",
    scope="cell",
    message="{found} is not a count",
    hint="Enter {expected}.",
    requirements=("MIF-040", "RTF-024"),
)

RAISED_BY = "invoices.cells.whole_number"
