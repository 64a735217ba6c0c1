"""A sheet that was not read holds members or services.

What it finds
    A sheet that is hidden, or fits no layout, in which CINs or procedure codes stand. A list of codes, each once and
    without dates, is not meant.

Why it matters
    Its services are neither sent nor withheld, and its dollars are in no total.

How to fix
    Unhide the sheet, or give it the headings of the invoice. If it is not to be billed, delete it. A layout of one's
    own reads a sheet that no layout of the program fits.

Example
    last month's services on a hidden sheet
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB032",
    severity="error",
    scope="sheet",
    message="the {found} sheet was not read, and holds {expected}",
    hint="Unhide the sheet or give it the headings of the invoice; delete it if it is not to be billed.",
    withholds=False,
)

RAISED_BY = "invoices.accounted"
