"""A row goes out as a correction.

What it finds
    A row that replaces, voids or sends again a claim that went out before; the ledger knows which.

Why it matters
    The claim keeps its number, and the receiver takes the new version in the place of the old one.

How to fix
    Nothing, where the correction was meant.

Example
    Other units for a service that the state has accepted
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LG003",
    severity="info",
    scope="run",
    message="{expected}",
    hint="Look with `edi-translate ledger show` what became of it; nothing is to be done where it was meant.",
)
RAISED_BY = "invoices.sent_before"
