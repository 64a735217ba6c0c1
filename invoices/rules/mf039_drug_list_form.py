"""A drug list has another form.

What it finds
    A prescription that is not a national drug code of ten or eleven digits, a date (MM/DD/YYYY) and an indicator,
    with commas between them and semicolons between prescriptions (footnote 33). The values of the indicator are not
    published, so any is taken.

Why it matters
    A program on the other side takes the list apart.

How to fix
    Write NDC, date, indicator for each prescription.

Example
    metformin 500
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.lists import prescriptions
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF039",
    severity="error",
    scope="member_row",
    message="prescription {expected} is not an NDC, a date and an indicator",
    hint='Write each as in "00093721410,02/14/2024,Y".',
    requirements=("MIF-041",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A drug list has another form."""
    if isinstance(row, MemberInformation):
        for number, entry in enumerate(prescriptions(row.pharmacy_list_90d), 1):
            if entry is None:
                yield RULE.at(row.at("pharmacy_list_90d"), expected=number)
