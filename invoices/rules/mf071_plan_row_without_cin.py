"""A row of the plan's data has no CIN.

What it finds
    A row of an eligibility or assignment sheet without a Client Index Number, when a Member Information File is
    built of it.

Why it matters
    Nobody can tell whose it is; the row is left out.

How to fix
    Enter the CIN.

Example
    a row with a name only
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF071",
    severity="error",
    scope="cell",
    message="the row has no CIN and is left out",
    hint="Enter the CIN.",
    requirements=("MIF-009",),
)

RAISED_BY = "invoices.member_files.build"
