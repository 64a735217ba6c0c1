"""A place of service is unknown.

What it finds
    A place of service that is not on the CMS list.

Why it matters
    CLM05-1 takes only the CMS codes; any other denies the encounter.

How to fix
    Enter the two-digit code: 11 office, 12 home, 04 homeless shelter, 27 street.

Example
    clinic
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL014",
    severity="error",
    scope="cell",
    message="{found} is not a place of service: expected {expected}",
    hint="Enter the two-digit code, for example 11 for office or 12 for home.",
)

RAISED_BY = "invoices.cells.place_of_service"
