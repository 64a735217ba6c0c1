"""A date of record is left out.

What it finds
    An invoice date that cannot be read.

Why it matters
    It reaches no file, so the line is sent all the same.

How to fix
    Enter the date as MM/DD/YYYY.

Example
    March
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL029",
    severity="warning",
    scope="cell",
    message="{found} cannot be read as a date and is left out",
    hint="Enter the date as MM/DD/YYYY.",
)

RAISED_BY = "invoices.cells.soft_date"
