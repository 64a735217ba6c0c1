"""A tax number has the wrong form.

What it finds
    A tax number that is not nine digits.

Why it matters
    REF*EI of the billing provider is required.

How to fix
    Enter the nine digits of the EIN or SSN.

Example
    94-12345
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL018",
    severity="error",
    scope="cell",
    message="{found} is not a tax number: expected {expected}",
    hint="Enter the nine digits of the EIN.",
)

RAISED_BY = "invoices.cells.tin"
