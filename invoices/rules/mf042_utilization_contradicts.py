"""Count, date and facility of a stay or visit contradict each other.

What it finds
    Emergency room visits or inpatient days above 0 without the last date or the facility; or a facility without a
    date (footnote 32: each of the figures stands by itself). No sign is published for a member without any, so date
    and facility are empty beside a 0.

Why it matters
    One of the figures was left out, or belongs to another member.

How to fix
    Fill what is missing, or correct the count.

Example
    3 visits, no date
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF042",
    severity="warning",
    scope="member_row",
    message="{expected}",
    hint="Fill what is missing, or correct the count.",
    requirements=("MIF-039",),
)

GROUPS = (
    ("er_admissions_6m_count", "er_last_admission_date", "er_facility_name", "emergency room visits"),
    ("inpatient_days_6m_count", "inpatient_last_admission_date", "inpatient_facility_name", "inpatient days"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """Count, date and facility of a stay or visit contradict each other."""
    if not isinstance(row, MemberInformation):
        return
    for count, last, facility, said in GROUPS:
        empty = next((name for name in (last, facility) if getattr(row, name) is None and name not in row.faulty), "")
        if getattr(row, count) and empty:
            yield RULE.at(
                row.at(empty), expected=f"{said} without {'their last date' if empty == last else 'facility'}"
            )
        elif getattr(row, facility) and empty == last:
            yield RULE.at(row.at(last), expected=f"a facility of {said} without a date")
