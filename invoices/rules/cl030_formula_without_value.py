"""A formula has no value.

What it finds
    A cell of a column that is read holds a formula whose result was not saved: the program that wrote the workbook did
    not calculate.

Why it matters
    Formulas are never calculated here, so there is no value to send.

How to fix
    Open the workbook in Excel, let it calculate, and save it.

Example
    =VLOOKUP(A5, Members, 2) without a result
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL030",
    severity="error",
    scope="cell",
    message="the formula has no saved value",
    hint="Open the workbook in Excel, save it and send it again.",
    requirements=("INV-004",),
)

RAISED_BY = "invoices.cells.base"
