"""A value is cut.

What it finds
    A value longer than its element can hold.

Why it matters
    The receiver refuses longer values; what is cut is not sent.

How to fix
    Shorten the value yourself if the cut loses something.

Example
    an address of 80 characters
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL021",
    severity="warning",
    scope="cell",
    message="the value of {field} is too long and is cut: {expected}",
    hint="Shorten it to {expected}.",
)

RAISED_BY = "invoices.cells.text"
