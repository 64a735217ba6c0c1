"""A file was made before its reporting period began.

What it finds
    A production date before the first day of the reporting period.

Why it matters
    One of the two is wrong, and what the file counts is judged by them.

How to fix
    Correct production date or period.

Example
    made 12/30, period from 01/01
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow, ReturnRow

RULE = Rule(
    code="MF044",
    severity="error",
    scope="member_row",
    message="made {found}, before the period began ({expected})",
    hint="Correct the production date or the period.",
    requirements=("MIF-047",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A file was made before its reporting period began."""
    if isinstance(row, MemberInformation):
        name, made, period = "mif_production_date", row.mif_production_date, row.mif_reporting_period
    elif isinstance(row, ReturnRow):
        name, made, period = "rtf_production_date", row.rtf_production_date, row.rtf_reporting_period
    else:
        return
    if made is not None and period is not None and made < period.start:
        yield RULE.at(row.at(name), made, period.start)
