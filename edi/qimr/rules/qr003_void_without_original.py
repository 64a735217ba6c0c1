"""A void whose encounter is not here.

What it finds
    Claims of frequency 8 that void encounters which are in none of the files given.

Why it matters
    Nothing was counted for them, and nothing has to be taken off. If the voided file was meant to be given, it
    is missing.

How to fix
    Give all files of the quarter, corrections included.

Example
    a void in March of an encounter of last December
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="QR003",
    severity="info",
    scope="report",
    message="encounters that are voided here and are in none of the files: {expected}",
    hint="Check that all files of the time are given.",
    requirements=("QIMR-001",),
)

RAISED_BY = "edi.qimr.files"
