"""The plan's contact is not last name, first name, title.

What it finds
    A contact person that is not three parts with commas between them (footnote 39).

Why it matters
    Another program takes it apart.

How to fix
    Write last name, first name, title.

Example
    Ana Ruiz
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF045",
    severity="warning",
    scope="member_row",
    message="{found} is not last name, first name, title",
    hint="Write last name, first name, title, with commas between them.",
    requirements=("MIF-050",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """The plan's contact is not last name, first name, title."""
    if (
        isinstance(row, MemberInformation)
        and row.mcp_ecm_contact_person
        and len([part for part in row.mcp_ecm_contact_person.split(",") if part.strip()]) != 3
    ):
        yield RULE.at(row.at("mcp_ecm_contact_person"), row.mcp_ecm_contact_person)
