"""A telephone number is left out.

What it finds
    A telephone number without ten digits.

Why it matters
    The number is optional in the file; a wrong one would be refused.

How to fix
    Enter ten digits if the plan shall be able to call.

Example
    555-0100
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL017",
    severity="warning",
    scope="cell",
    message="{found} is not a telephone number and is left out",
    hint="Enter ten digits with the area code.",
)

RAISED_BY = "invoices.cells.phone"
