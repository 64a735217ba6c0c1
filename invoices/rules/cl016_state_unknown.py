"""A state is unknown.

What it finds
    A state that is neither a USPS abbreviation nor a state's name.

Why it matters
    N402 takes only the two letters.

How to fix
    Enter the two letters, for example CA.

Example
    Kalifornia
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL016",
    severity="error",
    scope="cell",
    message="{found} is not a state: expected {expected}",
    hint="Enter the two letters, for example CA.",
)

RAISED_BY = "invoices.cells.state"
