"""A number of people cannot be read.

What it finds
    A capacity cell that holds no whole number, or an entry without a support or a number.

Why it matters
    Without it the capacity tab of the quarterly report has nothing for this provider.

How to fix
    Enter a whole number; for several supports each with its number.

Example
    about 40
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL054",
    severity="warning",
    scope="cell",
    message="{found} is not {expected}; it is left out",
    hint="Enter {expected}.",
)

RAISED_BY = "invoices.cells.count"
