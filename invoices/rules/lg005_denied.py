"""A service was denied.

What it finds
    A row whose claim was sent and denied, by whichever layer said so last, with the answer's own words and the number
    that the provider gave the service.

Why it matters
    It is not paid, and does not count, until it is corrected and sent again.

How to fix
    Correct what the answer names and send the workbook back; only what was changed goes out again.

Example
    The state's validation response denies an encounter for a code
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LG005",
    severity="error",
    scope="run",
    message="{expected}",
    hint="Correct what the answer names and send the workbook back.",
)
RAISED_BY = "edi.app.denied_copies"
