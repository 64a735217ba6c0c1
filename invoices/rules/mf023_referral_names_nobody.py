"""A referral names nobody.

What it finds
    A referral row without a CIN, and without a name and a date of birth either. All fields of the file are optional
    (footnote 74), so the row is good.

Why it matters
    The plan cannot find the member.

How to fix
    Give the CIN, or name and date of birth.

Example
    a row with population marks only
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, Referral

RULE = Rule(
    code="MF023",
    severity="warning",
    scope="member_row",
    message="neither CIN nor name and date of birth",
    hint="Give the CIN, or last name and date of birth.",
    requirements=("REF-002",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A referral names nobody."""
    if isinstance(row, Referral) and not row.member_cin and not (row.member_last_name and row.member_dob):
        yield RULE.at(row.at("member_cin"))
