"""A telephone number has signs between its digits.

What it finds
    A number with dashes, brackets, spaces or a country code. The digits are read (footnotes 19, 34, 38, 40, 54, 59,
    69 and 75).

Why it matters
    The guidance asks for digits only; another receiver may refuse the rest.

How to fix
    Write the digits only.

Example
    (510) 555-0142
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF003",
    severity="warning",
    scope="cell",
    message="{found} is read as its digits",
    hint="Write {expected}.",
    requirements=("MIF-016", "MIF-045", "RTF-011", "RTF-018", "RTF-028", "REF-004"),
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.ten_digits"
