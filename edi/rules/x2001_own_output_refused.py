"""Our own output was refused.

What it finds
    The check of a file that the program made, before it gets its name, found something.

Why it matters
    It is a fault of this program or of a payer file, not of the invoice; the file is not given its name.

How to fix
    Report it with the code and position; no member data is needed.

Example

"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="X2001",
    severity="error",
    scope="file",
    message="the check of our own output says: {expected}",
    hint="Report this fault with the position; the file was not released.",
    snip=2,
    requirements=("ENC-001",),
)

RAISED_BY = "invoices.check"
