"""A member who has left ECM is reported again.

What it finds
    A benefit end date before the first day of the reporting period: the member left in an earlier period and should
    have been reported then (footnote 57).

Why it matters
    Members who have left are not reported again unless ECM starts again.

How to fix
    Leave the row out, or give the new start date.

Example
    period from 01/01, ended 11/30
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF053",
    severity="warning",
    scope="member_row",
    message="left on {found}, before the period began",
    hint="Leave the row out; a member who came back has a row with the new start date.",
    requirements=("RTF-016",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A member who has left ECM is reported again."""
    if (
        isinstance(row, ReturnRow)
        and row.rtf_reporting_period
        and row.ecm_benefit_end_date
        and row.ecm_benefit_end_date < row.rtf_reporting_period.start
    ):
        yield RULE.at(row.at("ecm_benefit_end_date"), row.ecm_benefit_end_date)
