"""A list of a JSON export that was not read holds members or services.

What it finds
    A list of objects beside the list of services, with other keys, in which CINs or procedure codes stand. A list with
    the same keys is read, whatever it is called.

Why it matters
    Its services are neither sent nor withheld.

How to fix
    Export the services as one list, or with the same keys.

Example
    `"other": [{"hc": "H2016", "u": 1}]` beside `"services"`
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB033",
    severity="error",
    scope="file",
    message="the list {found} was not read: objects with a CIN or a procedure code in it: {expected}",
    hint="Ask for an export of all services in one list, or with the same keys.",
    withholds=False,
)

RAISED_BY = "invoices.workbook.portal"
