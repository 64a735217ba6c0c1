"""ECM ended before it started.

What it finds
    A benefit end date before the benefit start date (footnote 57).

Why it matters
    One of the dates is wrong.

How to fix
    Correct the dates.

Example
    from 03/01 to 02/15
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF051",
    severity="error",
    scope="member_row",
    message="ended {found}, started {expected}",
    hint="Correct the start or the end date.",
    requirements=("RTF-015",),
    expected_is_value=True,
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """ECM ended before it started."""
    if (
        isinstance(row, ReturnRow)
        and row.ecm_benefit_start_date
        and row.ecm_benefit_end_date
        and row.ecm_benefit_end_date < row.ecm_benefit_start_date
    ):
        yield RULE.at(row.at("ecm_benefit_end_date"), row.ecm_benefit_end_date, row.ecm_benefit_start_date)
