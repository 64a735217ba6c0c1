"""Five emergency visits and no mark of high use.

What it finds
    An adult with five or more emergency room visits in six months who is not marked as a high utilizer. The
    definition counts avoidable visits, and those that did not end in a hospital stay: whether they were is for a
    person to say (policy guide, Section IV, population 2).

Why it matters
    Plans use the thresholds of the definition; they may add members who miss them.

How to fix
    Look at the visits, and mark the population if they count.

Example
    six visits, 0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.calendar import age_on
from edi.member_files.context import MemberContext
from edi.member_files.models import TERMED, MemberInformation, MemberRow

RULE = Rule(
    code="MF073",
    severity="info",
    scope="member_row",
    message="emergency room visits reach the threshold of high use, and the population is not marked",
    hint="Look at the visits, and set the mark if they were avoidable.",
    requirements=("ELG-023", "POF-007"),
)

VISITS = 5


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """Five emergency visits and no mark of high use."""
    if not isinstance(row, MemberInformation) or row.ecm_member_record_status == TERMED or row.member_dob is None:
        return
    is_adult = age_on(row.member_dob, context.received) >= context.settings.adult_age
    if is_adult and (row.er_admissions_6m_count or 0) >= VISITS and row.pof_adult_high_utilizer is False:
        yield RULE.at(row.at("pof_adult_high_utilizer"))
