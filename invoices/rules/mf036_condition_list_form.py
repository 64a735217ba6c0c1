"""A list of other conditions has another form.

What it finds
    An entry of the other conditions that is not a code, a description and the day of observation as DDMMYYYY, with
    semicolons between the entries (footnote 30).

Why it matters
    A program on the other side takes the list apart.

How to fix
    Write each condition as code, description, DDMMYYYY.

Example
    E11.9 diabetes
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.lists import conditions
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF036",
    severity="error",
    scope="member_row",
    message="entry {expected} of the list is not a code, a description and a day (DDMMYYYY)",
    hint='Write each entry as in "E11.9, Type 2 diabetes, 14022024".',
    requirements=("MIF-034", "MIF-035"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A list of other conditions has another form."""
    if isinstance(row, MemberInformation):
        for number, entry in enumerate(conditions(row.other_conditions), 1):
            if entry is None:
                yield RULE.at(row.at("other_conditions"), expected=number)
