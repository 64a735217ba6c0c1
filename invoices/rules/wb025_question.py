"""A sheet leaves a question open.

What it finds
    A column that may be either of two things of which each would send other lines, a column that parts the rows (shown,
    paid, cancelled) without saying which are billed, or a value of the provider that stands nowhere in the workbook.

Why it matters
    A guess would send wrong lines or none. All lines of the table wait for the answer.

How to fix
    Answer it once: run `edi-translate read FILE`, or give the answer with `--say` or `--answers`. The answer is kept
    for this provider, so that next month's sheet needs none. A clearer heading settles it, too.

Example
    column E ‘Cost’: is it the price of one unit or the charge of the line? This affects the charge of 22 lines
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB025",
    severity="error",
    scope="sheet",
    message="{expected}",
    hint="Write it into the sheet (a clearer heading, or the value), or answer once: `edi-translate read {found}`.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.reading.ask"
