"""A yes/no cell cannot be read.

What it finds
    A yes/no cell, such as the homelessness indicator, that says neither.

Why it matters
    The indicator decides whether an address may be missing.

How to fix
    Enter 1 or Y, 0 or N, or leave it empty.

Example
    maybe
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL024",
    severity="warning",
    scope="cell",
    message="{found} says neither yes nor no: expected {expected}",
    hint="Enter 1 or Y, 0 or N, or nothing.",
)

RAISED_BY = "invoices.cells.indicator"
