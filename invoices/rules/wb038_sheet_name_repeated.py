"""Two sheets have the same name.

What it finds
    A workbook with several sheets of one name, which spreadsheet programs do not write. None of them is read.

Why it matters
    Nothing could say which of them a row or a finding is on.

How to fix
    Rename the sheets in Excel, save, and run again.

Example

"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB038",
    severity="error",
    scope="file",
    message="sheets of the same name were not read: {found}",
    hint="Rename the sheets, save and run again.",
    withholds=False,
)

RAISED_BY = "invoices.workbook.spreadsheet"
