"""Opening hours cannot be read.

What it finds
    A cell that is no list of days and hours.

Why it matters
    Members look up when a site is open.

How to fix
    Write days and hours, for example Mon-Fri 8:00 AM - 5:00 PM; Sat 9-12.

Example
    mornings
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL058",
    severity="warning",
    scope="cell",
    message="{found} is not {expected}; it is left out",
    hint="Write days and hours, for example Mon-Fri 8:00 AM - 5:00 PM.",
)

RAISED_BY = "invoices.cells.opening_hours"
