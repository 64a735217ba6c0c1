"""A source has no claim.

What it finds
    A file that was given as 837P holds no claim that could be read.

Why it matters
    Its encounters are missing from every count.

How to fix
    Give the 837P itself; `edi-translate validate` says what is wrong with it.

Example
    a 999 among the 837P files
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="QR001",
    severity="error",
    scope="report",
    message="no claim of an 837P in this file",
    hint="Give the 837P file that was sent.",
    requirements=("QIMR-001",),
)

RAISED_BY = "edi.qimr.files"
