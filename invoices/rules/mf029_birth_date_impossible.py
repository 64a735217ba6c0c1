"""A date of birth is not possible.

What it finds
    A member born after the day of the file, or more than 120 years before it.

Why it matters
    The date identifies the member together with the CIN.

How to fix
    Correct the date.

Example
    born 2062
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.calendar import age_on
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow, Referral, ReturnRow

RULE = Rule(
    code="MF029",
    severity="error",
    scope="member_row",
    message="the date of birth {found} is not possible",
    hint="Correct the date of birth.",
    requirements=("MIF-018",),
)

OLDEST = 120


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A date of birth is not possible."""
    if (
        isinstance(row, MemberInformation | Referral | ReturnRow)
        and row.member_dob is not None
        and (row.member_dob > context.received or age_on(row.member_dob, context.received) > OLDEST)
    ):
        yield RULE.at(row.at("member_dob"), row.member_dob)
