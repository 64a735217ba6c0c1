"""A member is marked homeless and has an address.

What it finds
    A 1 in the homelessness indicator beside a whole residential address. Footnote 12 means a member without an
    address.

Why it matters
    One of the two may be out of date.

How to fix
    Check the indicator and the address.

Example
    indicator 1, 114 Harbor Way
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import HOMELESS, MemberInformation, MemberRow

RULE = Rule(
    code="MF026",
    severity="warning",
    scope="member_row",
    message="homeless, with a residential address",
    hint="Check the indicator and the address; an address of a shelter may be right.",
    requirements=("MIF-011",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A member is marked homeless and has an address."""
    if isinstance(row, MemberInformation) and row.homelessness_indicator:
        street = row.residential_address or HOMELESS
        if street.upper() != HOMELESS and row.residential_city and row.residential_zip:
            yield RULE.at(row.at("residential_address"), street)
