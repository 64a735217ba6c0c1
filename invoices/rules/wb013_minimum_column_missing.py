"""A minimum data element has no column.

What it finds
    An element that DHCS lists as a minimum for invoices has neither column nor label; the lines can be sent without
    it.

Why it matters
    The plan may need it for payment or audit.

How to fix
    Ask the provider to add it.

Example
    no invoice date
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB013",
    severity="warning",
    scope="sheet",
    message="minimum data element without a column: {expected}",
    hint="Ask the provider to add {expected}.",
    requirements=("INV-004",),
)

RAISED_BY = "invoices.intake"
