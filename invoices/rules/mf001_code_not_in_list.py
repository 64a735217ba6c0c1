"""A code is not in its list.

What it finds
    A value in a coded column of a member-level file that is none of the published codes. An indicator is 1 or 0, a
    health indicator Y or X, the homelessness indicator 1 or empty (footnotes 12, 20, 23, 25, 26, 28, 49, 56, 63,
    71, 72 and 76; Table 4).

Why it matters
    The three ways of saying yes in these files are not exchangeable: 0 for homeless is no code, and N for a
    condition is none.

How to fix
    Write one of the codes that are named.

Example
    homelessness indicator 0
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF001",
    severity="error",
    scope="cell",
    message="{found} is no code of this column",
    hint="Write {expected}.",
    requirements=(
        "MIF-010",
        "MIF-019",
        "MIF-024",
        "MIF-027",
        "MIF-030",
        "MIF-052",
        "RTF-008",
        "RTF-013",
        "RTF-022",
        "OTF-002",
        "OTF-003",
        "REF-005",
        "SLP-028",
    ),
)

RAISED_BY = "invoices.coded"
