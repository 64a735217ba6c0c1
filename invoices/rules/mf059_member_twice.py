"""A member stands twice in a file.

What it finds
    Two rows of a Member Information File for one CIN; or two rows of a return file for one member that are not two
    times in ECM, one after the other. A member who left ECM and came back has a row for each time (footnotes 56 and
    57).

Why it matters
    Nobody can tell which row holds.

How to fix
    Remove one of the rows, or correct the dates.

Example
    two rows, the same start date
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.identity import key_of
from edi.member_files.models import MemberInformation, MemberRow, ReturnRow
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF059",
    severity="error",
    scope="member_table",
    message="the member stands in {related} as well",
    hint="Remove one of the rows; two times in ECM need dates that do not overlap.",
    requirements=("RTF-013", "RTF-016"),
)


def check(table: MemberTable, context: MemberContext) -> Iterator[Diagnostic]:
    """A member stands twice in a file."""
    earlier: dict[object, list[MemberRow]] = {}
    for row in table.rows:
        key = key_of(row, context.settings.return_key)
        if key is None or not isinstance(row, MemberInformation | ReturnRow):
            continue
        for other in earlier.get(key, ()):
            if not _apart(row, other):
                yield RULE.at(row.at(), related=(other.at(),))
                break
        earlier.setdefault(key, []).append(row)


def _apart(row: MemberRow, other: MemberRow) -> bool:
    """Whether two rows of a return file are of two times in ECM that do not overlap."""
    if not isinstance(row, ReturnRow) or not isinstance(other, ReturnRow):
        return False
    first, second = sorted((row, other), key=lambda one: one.ecm_benefit_start_date or date.min)
    start, end = second.ecm_benefit_start_date, first.ecm_benefit_end_date
    return start is not None and first.ecm_benefit_start_date is not None and end is not None and end < start
