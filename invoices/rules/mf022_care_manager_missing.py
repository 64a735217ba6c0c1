"""An enrolled member has no lead care manager.

What it finds
    Status 3 without the name or the telephone number of the lead care manager (footnotes 58 and 59). What has not
    changed since the last report need not be sent again (footnote 46), so the row is good.

Why it matters
    Every member in ECM has one lead care manager, whom the plan keeps in its records.

How to fix
    Name the lead care manager, or the central liaison.

Example
    status 3, no name
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import ENROLLED, MemberRow, ReturnRow

RULE = Rule(
    code="MF022",
    severity="warning",
    scope="member_row",
    message="{expected} of an enrolled member is empty",
    hint="Name the lead care manager, or leave it empty where nothing has changed.",
    requirements=("RTF-004", "RTF-017", "RTF-030", "RTF-031"),
)

FIELDS = {
    "lead_care_manager_name": "the lead care manager",
    "lead_care_manager_phone": "the lead care manager's number",
}


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """An enrolled member has no lead care manager."""
    if isinstance(row, ReturnRow) and row.engagement_status == ENROLLED:
        for name, said in FIELDS.items():
            if getattr(row, name) is None and name not in row.faulty:
                yield RULE.at(row.at(name), expected=said)
