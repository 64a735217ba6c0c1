"""A key stands twice in one object of a JSON export.

What it finds
    An object with the same key more than once.

Why it matters
    JSON readers keep the last of the values; nothing says which one is meant. What is made of the object is withheld.

How to fix
    Export the file again with each key once.

Example
    `{"code": "H0043", "code": "H2016"}`
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB036",
    severity="error",
    scope="sheet",
    message="the key {found} stands more than once in an object",
    hint="Ask for an export with each key once.",
)

RAISED_BY = "invoices.workbook.portal"
