"""A whole address cannot be taken apart.

What it finds
    A cell with a whole address in which the street, the city or the ZIP code is not found.

Why it matters
    The claim needs each of them.

How to fix
    Write street, city, state and ZIP code with commas between them.

Example
    12 Main St
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL033",
    severity="error",
    scope="cell",
    message="{found} is not {expected}",
    hint="Write street, city, state and ZIP code with commas between them.",
)

RAISED_BY = "invoices.cells.full_address"
