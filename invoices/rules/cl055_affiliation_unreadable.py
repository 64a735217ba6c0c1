"""A hospital cannot be read.

What it finds
    A part of an affiliations cell without a name, or with ten digits that are no NPI.

Why it matters
    The hospital cannot be identified.

How to fix
    Write the name and, in brackets, the NPI.

Example
    Bay Hospital (1234567890)
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL055",
    severity="warning",
    scope="cell",
    message="{found} holds an entry that is not {expected}; it is left out",
    hint="Write the name of each hospital with its NPI in brackets, set off by semicolons.",
)

RAISED_BY = "invoices.cells.affiliations"
