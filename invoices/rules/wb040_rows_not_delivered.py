"""Rows were not delivered.

What it finds
    Rows whose status says that the visit did not take place: no show, cancelled, rescheduled, draft. They are skipped,
    and their dollars are counted as skipped.

Why it matters
    A service that was not delivered is not an encounter.

How to fix
    Correct the status of a row that is to be billed.

Example
    Visit Status: No show
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB040",
    severity="info",
    scope="sheet",
    message="not billed: {expected}",
    hint="Correct the status of rows that are to be billed.",
)

RAISED_BY = "invoices.intake"
