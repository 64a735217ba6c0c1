"""A calendar has no month.

What it finds
    A grid whose columns are days of a month, without a label, a sheet name or a title that says which, or with
    several.

Why it matters
    A day number alone is no date of service.

How to fix
    Write the month beside a label, such as Month: February 2026.

Example
    columns 1 to 31 on a sheet called Visits
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB024",
    severity="error",
    scope="sheet",
    message="days without a month; named: {expected}",
    hint="Write Month and, beside it, for example February 2026 above the table.",
)

RAISED_BY = "invoices.reading.read"
