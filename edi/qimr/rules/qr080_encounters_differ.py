"""Encounters and another count differ.

What it finds
    What encounters say differs from the count of a return file, or from a report that was filed.

Why it matters
    The state ends the quarterly report when encounters agree with it.

How to fix
    Ask the provider for the encounters that are missing, or for the right count. The claim lines are listed
    with the difference.

Example
    five encounters, the return file says six
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="QR080",
    severity="warning",
    scope="report",
    message="{expected}",
    hint="Compare the claim lines with the provider’s records.",
    requirements=("QIMR-007", "SLP-029"),
)

RAISED_BY = "edi.qimr.compare"
