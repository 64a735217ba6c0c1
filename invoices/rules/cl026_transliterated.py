"""A value was written in plain letters.

What it finds
    Letters with accents and other characters outside basic Latin, which the file cannot hold.

Why it matters
    The name is sent in its nearest plain spelling, as the plan's own system has it.

How to fix
    Nothing, if the spelling is the one on the card.

Example
    MUÑOZ, sent as MUNOZ
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL026",
    severity="info",
    scope="cell",
    message="{found} is sent as {expected}",
    hint="Check the spelling against the card.",
    expected_is_value=True,
)

RAISED_BY = "invoices.cells.text"
