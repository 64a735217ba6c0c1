"""An NPI is not ten digits.

What it finds
    A provider number that is not ten digits beginning with 1 or 2.

Why it matters
    Loops 2010AA and 2310B take only national provider identifiers.

How to fix
    Enter the ten-digit NPI, not a licence, Medi-Cal or tax number.

Example
    G123456
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL004",
    severity="error",
    scope="cell",
    message="{found} is not an NPI: expected {expected}",
    hint="Enter the ten-digit NPI.",
)

RAISED_BY = "invoices.cells.npi"
