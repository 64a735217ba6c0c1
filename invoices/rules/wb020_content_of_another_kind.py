"""A file is of another kind than its name says.

What it finds
    A file whose content is another kind of table than its ending says; it is read by its content.

Why it matters
    Usually an export that gives every file the same ending; a wrong file looks like this, too.

How to fix
    Give the file the ending of its content.

Example
    comma-separated text called invoice.xlsx
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB020",
    severity="info",
    scope="sheet",
    message="is called a {found} and is read as {expected}",
    hint="Call it what it is, and check that it is the right file.",
)

RAISED_BY = "invoices.workbook.reader"
