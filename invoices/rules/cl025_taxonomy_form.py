"""A taxonomy code is left out.

What it finds
    A provider taxonomy that is not ten characters ending with X.

Why it matters
    PRV is optional; a wrong code would be refused.

How to fix
    Enter the ten-character NUCC code.

Example
    case manager
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL025",
    severity="warning",
    scope="cell",
    message="{found} is not a taxonomy code and is left out",
    hint="Enter the ten-character code, for example 251B00000X.",
)

RAISED_BY = "invoices.cells.taxonomy"
