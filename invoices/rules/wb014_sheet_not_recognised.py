"""A sheet beside the invoice was not read.

What it finds
    A sheet that fits no layout, in a workbook that has one that does.

Why it matters
    Notes and look-up lists are common; a second invoice in another layout would be lost.

How to fix
    Check that the sheet holds no services.

Example
    a list of codes
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB014",
    severity="info",
    scope="sheet",
    message="the sheet fits no layout and was not read",
    hint="Check that it holds no services.",
)

RAISED_BY = "invoices.intake"
