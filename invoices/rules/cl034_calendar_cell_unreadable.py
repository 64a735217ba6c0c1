"""A cell of a calendar cannot be read.

What it finds
    A filled cell on a day that is neither units, nor a code, nor a mark such as x.

Why it matters
    It may be a service; it is not sent.

How to fix
    Enter units, a code, a code with its units, or x.

Example
    holiday
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL034",
    severity="error",
    scope="cell",
    message="{found} is not understood: expected {expected}",
    hint="Enter units, a code, a code with units, or x; leave the cell empty where nothing was done.",
)

RAISED_BY = "invoices.cells.mark"
