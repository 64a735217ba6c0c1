"""Invoice rows that do not count.

What it finds
    Rows of an invoice that errors withhold, so that no encounter is made of them.

Why it matters
    The same rows would not be sent either; the counts agree with what would be.

How to fix
    Correct them: `edi-translate translate` writes the rejects workbook.

Example
    3 rows of an invoice without an NPI
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="QR008",
    severity="warning",
    scope="report",
    message="rows withheld for errors, which do not count: {expected}",
    hint="Correct the rows; `edi-translate translate` lists them.",
    requirements=("QIMR-001",),
)

RAISED_BY = "invoices.encounters"
