"""ECM ended after the reporting period.

What it finds
    A benefit end date after the last day of the period, or a start date after it. A member who was in ECM through
    the end of the period has no end date (footnote 57).

Why it matters
    The file says what was in its period.

How to fix
    Leave the end date empty, or correct it.

Example
    period to 03/31, ended 04/12
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF052",
    severity="error",
    scope="member_row",
    message="{found} is after the period, which ended {expected}",
    hint="Leave the date to the next file, or correct it.",
    requirements=("RTF-015",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """ECM ended after the reporting period."""
    if isinstance(row, ReturnRow) and row.rtf_reporting_period is not None:
        for name in ("ecm_benefit_start_date", "ecm_benefit_end_date"):
            day = getattr(row, name)
            if day is not None and day > row.rtf_reporting_period.end:
                yield RULE.at(row.at(name), day, row.rtf_reporting_period.end)
