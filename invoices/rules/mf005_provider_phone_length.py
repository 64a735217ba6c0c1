"""The provider's telephone number has not ten digits.

What it finds
    An ECM provider phone of another length than ten. Footnote 69 asks for digits and names no length.

Why it matters
    It is likely to be incomplete.

How to fix
    Enter ten digits.

Example
    5550142
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF005",
    severity="warning",
    scope="cell",
    message="{found} has not ten digits",
    hint="Enter {expected}.",
    requirements=("RTF-028",),
)

RAISED_BY = "invoices.cells.digits"
