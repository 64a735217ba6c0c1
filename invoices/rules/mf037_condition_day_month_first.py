"""The day of a condition can only be read month first.

What it finds
    A day of observation such as 02142024, which is no day in the published form DDMMYYYY. It is read month first.
    No other date of the guidance has the day first, so that this one may be a slip of the text (footnote 30).

Why it matters
    For days up to the twelfth nobody can tell which was meant.

How to fix
    Write the day first.

Example
    02142024
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.lists import conditions
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF037",
    severity="warning",
    scope="member_row",
    message="the day of entry {expected} is written month first",
    hint="Write the day first: DDMMYYYY.",
    requirements=("SLP-021",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """The day of a condition can only be read month first."""
    if isinstance(row, MemberInformation):
        for number, entry in enumerate(conditions(row.other_conditions), 1):
            if entry is not None and entry.month_first:
                yield RULE.at(row.at("other_conditions"), expected=number)
