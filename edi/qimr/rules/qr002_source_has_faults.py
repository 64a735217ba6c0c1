"""A source has faults.

What it finds
    A file that is counted has errors of SNIP types 1 and 2.

Why it matters
    Where its structure is broken, lines may be missing from the counts.

How to fix
    Look at the findings of `edi-translate validate`, and count the corrected file.

Example
    a segment that does not belong into its loop
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="QR002",
    severity="warning",
    scope="report",
    message="the file has faults, {expected} of them: counts may lack lines",
    hint="Run `edi-translate validate` on the file and count the corrected one.",
    requirements=("QIMR-001",),
)

RAISED_BY = "edi.qimr.files"
