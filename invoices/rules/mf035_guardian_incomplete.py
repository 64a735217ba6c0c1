"""A guardian or conservator is named in part.

What it finds
    One or two of first name, last name and telephone number of a guardian or conservator.

Why it matters
    The provider has to reach the guardian.

How to fix
    Fill the rest, if it is known.

Example
    a last name only
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF035",
    severity="info",
    scope="member_row",
    message="only part of the guardian is given",
    hint="Fill the rest, if it is known.",
    requirements=("MIF-028",),
)

FIELDS = ("guardian_first_name", "guardian_last_name", "guardian_phone")


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A guardian or conservator is named in part."""
    if isinstance(row, MemberInformation):
        empty = [name for name in FIELDS if getattr(row, name) is None]
        if 0 < len(empty) < len(FIELDS):
            yield RULE.at(row.at(empty[0]))
