"""A record has another number of cells than the headings.

What it finds
    A line of a delimited text with more or fewer cells than its headings. Delimiters at the end of nearly every line
    are not meant.

Why it matters
    Its values stand in the wrong columns: `$1,110.00` without quotation marks is read as $1.

How to fix
    Write cells that hold a delimiter in quotation marks, and put a delimiter for each empty cell.

Example
    `H0043,1,$1,110.00` below `Code,Units,Amount`
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB035",
    severity="error",
    scope="sheet",
    message="{found} instead of {expected}",
    hint="Put cells with a delimiter in quotation marks and a delimiter for each empty cell.",
)

RAISED_BY = "invoices.workbook.text_records"
