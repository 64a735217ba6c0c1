"""A social determinant is not a code from Z55 to Z65 with its description.

What it finds
    An entry of the social determinants that does not begin with an ICD-10-CM code from Z55 to Z65, or has no
    description after it (footnote 31).

Why it matters
    These codes decide which social needs the provider looks into.

How to fix
    Write code and description, with semicolons between them.

Example
    homeless
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.lists import social_codes
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF038",
    severity="error",
    scope="member_row",
    message="entry {expected} of the list is not a code from Z55 to Z65 with its description",
    hint='Write each entry as in "Z59.02 Unsheltered homelessness".',
    requirements=("MIF-036", "MIF-037"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A social determinant is not a code from Z55 to Z65 with its description."""
    if isinstance(row, MemberInformation):
        for number, entry in enumerate(social_codes(row.sdoh_indicators), 1):
            if entry is None:
                yield RULE.at(row.at("sdoh_indicators"), expected=number)
