"""A sheet has headings and no lines.

What it finds
    The heading row was found, but no row below it is a line.

Why it matters
    There is nothing to bill; an export that ran before the data were in looks like this.

How to fix
    Ask the provider whether services are missing.

Example
    a template sent back unfilled
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB003",
    severity="warning",
    scope="sheet",
    message="has headings but no line",
    hint="Ask the provider whether services are missing.",
)

RAISED_BY = "invoices.intake"
