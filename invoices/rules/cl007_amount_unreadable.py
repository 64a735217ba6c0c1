"""An amount cannot be read.

What it finds
    A cell where dollars belong holds something else, for example the European 1.200,00.

Why it matters
    A charge that is guessed is a wrong charge.

How to fix
    Enter dollars and cents with a decimal point.

Example
    1.200,00
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL007",
    severity="error",
    scope="cell",
    message="{found} cannot be read as an amount: expected {expected}",
    hint="Enter dollars and cents with a decimal point, for example 1200.00.",
)

RAISED_BY = "invoices.cells.money"
