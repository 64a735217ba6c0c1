"""A Medi-Cal renewal date is not known.

What it finds
    A renewal date of 00/00/0000. The plan has to tell DHCS that it is missing (footnote 22).

Why it matters
    The list of these members is what DHCS is to be told.

How to fix
    Report the member to DHCS.

Example
    00/00/0000
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF068",
    severity="info",
    scope="member_row",
    message="the renewal date is not known",
    hint="Report to DHCS that the date is missing.",
    requirements=("MIF-021", "MIF-022"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A Medi-Cal renewal date is not known."""
    if isinstance(row, MemberInformation) and "medi_cal_renewal_date" in row.unknown:
        yield RULE.at(row.at("medi_cal_renewal_date"))
