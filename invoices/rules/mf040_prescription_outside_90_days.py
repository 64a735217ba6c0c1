"""A prescription lies outside the ninety days.

What it finds
    A prescription of a day that is later than the production date of the file, or more than 90 days before it
    (footnote 33).

Why it matters
    The list is of the prior 90 days.

How to fix
    Remove it from the list.

Example
    a prescription of last year
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.lists import prescriptions
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF040",
    severity="warning",
    scope="member_row",
    message="prescription {expected} is not of the 90 days before the file",
    hint="Remove it, or correct its date.",
    requirements=("MIF-041",),
)

DAYS = 90


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A prescription lies outside the ninety days."""
    if not isinstance(row, MemberInformation) or row.mif_production_date is None:
        return
    for number, entry in enumerate(prescriptions(row.pharmacy_list_90d), 1):
        if entry is not None and not 0 <= (row.mif_production_date - entry.day).days <= DAYS:
            yield RULE.at(row.at("pharmacy_list_90d"), expected=number)
