"""A quotation mark is not closed.

What it finds
    A record of a delimited text with a quotation mark that opens a cell and is not closed at the end of a cell of the
    same record.

Why it matters
    Most programs read everything up to the next quotation mark as one cell, and lose the lines between them. Here the
    line ends where it ends, but its cells cannot be trusted.

How to fix
    Close the quotation mark, or write two in its place (`""`) where it is part of the text.

Example
    `H0043,"met at the clinic,1,85.00`
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB034",
    severity="error",
    scope="sheet",
    message="a quotation mark is not closed in {found} of the file",
    hint="Correct the line: close the quotation mark, or double it where it belongs to the text.",
)

RAISED_BY = "invoices.workbook.text_records"
