"""Staff or modality cannot be read.

What it finds
    A staff type or contact type in words that the program does not know.

Why it matters
    They decide between G9008 and G9012 and about GQ where the modifier is missing.

How to fix
    Enter clinical or non-clinical; in person or telephonic.

Example
    LCM
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="CL027",
    severity="warning",
    scope="cell",
    message="{found} is not understood: expected {expected}",
    hint="Write {expected}.",
)

RAISED_BY = "invoices.cells.staff"
