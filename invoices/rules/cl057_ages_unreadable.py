"""Ages cannot be read.

What it finds
    A cell that is no age or range of ages, also one that a spreadsheet has made a date of.

Why it matters
    Members look up who takes them; a child may be sent to a clinic for adults.

How to fix
    Enter for example 18-64, 21+ or all; format the column as text so that 6-12 stays what it is.

Example
    grown-ups
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL057",
    severity="warning",
    scope="cell",
    message="{found} is not {expected}; it is left out",
    hint="Enter ages in years, for example 18-64, 21+ or all.",
)

RAISED_BY = "invoices.cells.ages"
