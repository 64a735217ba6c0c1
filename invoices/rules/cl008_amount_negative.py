"""An amount is negative.

What it finds
    A charge, cost or paid amount below zero, with a minus sign or in brackets.

Why it matters
    An encounter cannot carry a negative charge; a correction replaces or voids the first one.

How to fix
    Enter the full amount; to take back a service that was sent, void its encounter.

Example
    (50.00)
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL008",
    severity="error",
    scope="cell",
    message="{found} is negative: expected {expected}",
    hint="Enter an amount of zero or more; void the earlier encounter to take it back.",
)

RAISED_BY = "invoices.cells.money"
