"""One value was used for several codes.

What it finds
    A row with several codes in one cell and a single number of units (or minutes, or a single deposit), which was
    used for each code.

Why it matters
    If the number was meant for all of them together, too much is reported.

How to fix
    Give one number for each code.

Example
    G9012; H0043 with units 1
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="LN046",
    severity="info",
    scope="line",
    message="{found} was used for each of {expected} codes",
    hint="Give one number for each code, in the same order.",
)

RAISED_BY = "invoices.split"
