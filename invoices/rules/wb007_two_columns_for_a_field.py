"""Two columns claim one field.

What it finds
    Two headings (or two labels with different values) for a field that can have one value.

Why it matters
    Which one counts is not for the program to guess.

How to fix
    Remove or rename one, or name only one in the layout file.

Example
    two columns called Units
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB007",
    severity="error",
    scope="sheet",
    message="{expected} both claim the field {field}",
    hint="Rename or remove one of {expected}.",
)

RAISED_BY = "invoices.layout.recognise"
