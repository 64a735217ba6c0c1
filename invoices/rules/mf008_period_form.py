"""A reporting period is not two dates.

What it finds
    A period that is not MM/DD/YYYY.MM/DD/YYYY, or whose end is before its start (footnotes 36 and 67).

Why it matters
    Counts and end dates are judged by the period.

How to fix
    Write first and last day with a period sign between them.

Example
    Q1 2024
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF008",
    severity="error",
    scope="cell",
    message="{found} is not a reporting period",
    hint="Write {expected}.",
    requirements=("MIF-046", "RTF-025"),
)

RAISED_BY = "invoices.cells.period"
