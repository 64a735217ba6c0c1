"""A new address is announced and not given.

What it finds
    The new address indicator without an address and without a 1 in the homelessness indicator; or an address
    without city and ZIP code of a member who is not homeless (footnotes 48, 51 and 52).

Why it matters
    The plan asked for the address because of the indicator.

How to fix
    Enter the address, or mark the member as homeless.

Example
    new address indicator 1, no address
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow, ReturnRow

RULE = Rule(
    code="MF027",
    severity="warning",
    scope="member_row",
    message="the new address is not there, or not whole",
    hint="Enter address, city and ZIP code, or set the homelessness indicator to 1.",
    requirements=("RTF-006", "RTF-010", "SLP-019"),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A new address is announced and not given."""
    if not isinstance(row, ReturnRow) or row.homelessness_indicator:
        return
    whole = row.residential_address and row.residential_city and row.residential_zip
    parts = {"residential_address", "residential_city", "residential_zip"}
    if (row.new_address_indicator or row.residential_address) and not whole and not parts & set(row.faulty):
        yield RULE.at(row.at("residential_address"))
