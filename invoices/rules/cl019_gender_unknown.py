"""A gender cannot be read.

What it finds
    A word that is neither F, M nor U, nor one of their usual names.

Why it matters
    The element is required; U is sent when nothing else is known.

How to fix
    Enter F, M or U.

Example
    see chart
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL019",
    severity="warning",
    scope="cell",
    message="{found} is not a gender; sent as U",
    hint="Enter F, M or U.",
)

RAISED_BY = "invoices.cells.gender"
