"""A telephone number has not ten digits.

What it finds
    A number with fewer or more than ten digits, with letters, or one that begins with 0 or 1. A member whose number
    DHCS has not given may have ten zeros (footnotes 19, 34, 38, 40, 54, 59 and 75; footnote 19 is garbled, and is
    read as a limit of ten).

Why it matters
    Nobody can be called under it.

How to fix
    Enter ten digits with the area code.

Example
    555-0142
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF004",
    severity="error",
    scope="cell",
    message="{found} is not a telephone number",
    hint="Enter {expected}.",
    requirements=("MIF-016", "MIF-045", "RTF-011", "RTF-018", "REF-004", "SLP-018"),
)

RAISED_BY = "invoices.cells.ten_digits"
