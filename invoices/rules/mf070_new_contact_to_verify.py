"""A provider reports a new address or number.

What it finds
    A row of a return file whose new address or new phone indicator is set (footnotes 48 and 53).

Why it matters
    The plan may check it with the member; it is not written over the plan's own record.

How to fix
    Check it with the member.

Example
    new address indicator 1
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF070",
    severity="info",
    scope="member_row",
    message="a new {expected} to verify",
    hint="Check it with the member before it replaces the plan's own.",
    requirements=("RTF-007",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A provider reports a new address or number."""
    if isinstance(row, ReturnRow):
        if row.new_address_indicator:
            yield RULE.at(row.at("residential_address"), expected="address")
        if row.new_phone_indicator:
            yield RULE.at(row.at("member_phone"), expected="telephone number")
