"""An enrolled member has no ECM start date.

What it finds
    Status 3, or an end date, without the benefit start date. Table 5 marks the date as required for all; the other
    statuses are of members who may never have been in ECM, so that it is asked of these only (footnotes 55 and 56).

Why it matters
    Without it no service can be told from outreach.

How to fix
    Enter the day on which the plan enrolled the member.

Example
    status 3, no start date
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import ENROLLED, MemberRow, ReturnRow

RULE = Rule(
    code="MF050",
    severity="error",
    scope="member_row",
    message="no benefit start date",
    hint="Enter the day on which the plan enrolled the member.",
    requirements=("RTF-012", "RTF-014"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """An enrolled member has no ECM start date."""
    if not isinstance(row, ReturnRow) or "ecm_benefit_start_date" in row.faulty or row.ecm_benefit_start_date:
        return
    if row.engagement_status == ENROLLED or row.ecm_benefit_end_date:
        yield RULE.at(row.at("ecm_benefit_start_date"))
