"""A date can be read in two ways.

What it finds
    A date such as 03/04/2026 in a column where other dates can only be month first and still others only day first.

Why it matters
    Nobody can tell which day is meant.

How to fix
    Write all dates of the column in one way, best as MM/DD/YYYY.

Example
    03/04/2026 beside 02/25/2026 and 25/02/2026
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL031",
    severity="error",
    scope="cell",
    message="{found} can be {expected}: the column has dates written both ways",
    hint="Write every date of the column as MM/DD/YYYY.",
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.date"
