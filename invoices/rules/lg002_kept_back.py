"""The ledger keeps a row back.

What it finds
    A row that would correct what was sent and cannot yet: the claim waits for its answer, its number at the receiver is
    not known, the claim has further lines which are not there, or the row says that it corrects what the ledger does
    not know. Also a second visit with the same service and days as one that was sent.

Why it matters
    Sent as an original, the service would count twice; as a correction of the wrong claim, another one would be lost.

How to fix
    As the finding says: wait for the answer and run the file again, add the rows of the claim's other lines, or correct
    the number of the claim that the row names.

Example
    Other units for a service that was sent yesterday
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LG002",
    severity="error",
    scope="run",
    message="{expected}",
    hint="Look with `edi-translate ledger show` what became of the claim, then run the file again.",
)
RAISED_BY = "invoices.sent_before"
