"""The service was sent before.

What it finds
    A line whose service (member, provider, code, modifiers, days) the ledger knows as sent, with the same content, from
    whatever file. The row is not sent again; it is in order, and nothing is to be corrected.

Why it matters
    The state denies an encounter with a line that it has already.

How to fix
    Nothing, as a rule. To send a denied claim again as it was, say `edi-translate ledger requeue CLAIM`.

Example
    The corrected copy of a workbook of which the other rows went out last week
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LG001",
    severity="info",
    scope="run",
    message="{expected}",
    hint="Look with `edi-translate ledger show` what became of it; nothing is to be corrected.",
)
RAISED_BY = "invoices.sent_before"
