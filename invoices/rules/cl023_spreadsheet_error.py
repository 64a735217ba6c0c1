"""A cell holds a spreadsheet error.

What it finds
    A cell that shows #N/A, #REF!, #VALUE! or another error of the spreadsheet program.

Why it matters
    The formula behind it has no result, so there is no value to send.

How to fix
    Mend the formula or type the value.

Example
    #REF!
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL023",
    severity="error",
    scope="cell",
    message="the cell shows {found} instead of a value",
    hint="Mend the formula or type the value.",
)

RAISED_BY = "invoices.cells.base"
