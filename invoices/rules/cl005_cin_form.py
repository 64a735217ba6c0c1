"""A CIN has the wrong form.

What it finds
    A member number that is not 9, seven digits and a letter, and no 14-character card number that begins so.

Why it matters
    The state knows a member only by the Client Index Number; a wrong one denies the encounter.

How to fix
    Copy the CIN from the eligibility file or the benefits card (the first nine characters).

Example
    9123456A (a digit is missing)
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL005",
    severity="error",
    scope="cell",
    message="{found} is not a CIN: expected {expected}",
    hint="Copy the nine-character CIN from the eligibility file or the card.",
)

RAISED_BY = "invoices.cells.cin"
