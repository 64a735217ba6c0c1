"""A value holds a separator.

What it finds
    A value with ~ * : ^ or a control character in it, which separate the parts of the file. Each becomes a space.

Why it matters
    Sent as it stands it would cut the value in two.

How to fix
    Remove the character.

Example
    SMITH*JONES
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL020",
    severity="warning",
    scope="cell",
    message="{found} holds a character that the file uses as a separator; sent as {expected}",
    hint="Remove the character ~, *, : or ^.",
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.text"
