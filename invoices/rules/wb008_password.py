"""A workbook is protected by a password.

What it finds
    An encrypted workbook.

Why it matters
    It cannot be opened without the password, and passwords do not belong into a command line.

How to fix
    Open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, clear the password and save.

Example

"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB008",
    severity="error",
    scope="sheet",
    message="is protected by a password",
    hint="Open it in Excel, remove the password (File > Info > Protect Workbook) and save.",
)

RAISED_BY = "invoices.workbook"
