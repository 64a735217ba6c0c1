"""A date can be read in two ways.

What it finds
    A date such as 03/04/2026 in a column that does not settle whether the month or the day stands first: it has dates
    of both kinds, or too few that can only be day first, or real dates beside day-first text, which are what an
    American Excel makes of such text, with day and month exchanged.

Why it matters
    Nobody can tell which day is meant.

How to fix
    Write all dates of the column in one way, best as MM/DD/YYYY.

Example
    03/04/2026 beside a single 25/02/2026
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL031",
    severity="error",
    scope="cell",
    message="{found} can be {expected}: the column does not settle which part is the month",
    hint="Write every date of the column as MM/DD/YYYY.",
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.date"
