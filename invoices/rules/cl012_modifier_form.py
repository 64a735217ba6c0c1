"""A modifier has the wrong form.

What it finds
    A modifier cell holds something else than up to four modifiers of two characters.

Why it matters
    The modifier decides the service: H0044 U2 is a deposit, H0044 U3 a month of housing.

How to fix
    Enter the modifiers of the DHCS table, for example U2 or U2 GQ.

Example
    U-2-phone
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL012",
    severity="error",
    scope="cell",
    message="{found} are not modifiers: expected {expected}",
    hint="Enter modifiers of two characters, for example U2 GQ.",
    requirements=("INV-010",),
)

RAISED_BY = "invoices.cells.modifiers"
