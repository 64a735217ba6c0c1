"""Two sheets of the plan say two things of a member.

What it finds
    Two values for one field of one member, in the sheets that a Member Information File is built of. The one that
    was read first is used.

Why it matters
    One of them is out of date.

How to fix
    Correct the sheet that is wrong, or name the better one first.

Example
    two telephone numbers
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="MF072",
    severity="warning",
    scope="cell",
    message="{found} here, another value in {related}",
    hint="Correct the sheet that is wrong, or name the better one first.",
    requirements=("MIF-002", "MIF-006"),
)

RAISED_BY = "invoices.member_files.build"
