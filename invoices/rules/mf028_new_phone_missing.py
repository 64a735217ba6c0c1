"""A new telephone number is announced and not given.

What it finds
    The new phone number indicator without a number (footnote 53).

Why it matters
    The plan cannot call the member.

How to fix
    Enter the number.

Example
    new phone indicator 1, no number
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF028",
    severity="warning",
    scope="member_row",
    message="the new telephone number is not there",
    hint="Enter the number.",
    requirements=("RTF-006",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A new telephone number is announced and not given."""
    if (
        isinstance(row, ReturnRow)
        and row.new_phone_indicator
        and not row.member_phone
        and "member_phone" not in row.faulty
    ):
        yield RULE.at(row.at("member_phone"))
