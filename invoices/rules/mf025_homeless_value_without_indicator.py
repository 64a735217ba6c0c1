"""HOMELESS or 99999 stands for a member who is not marked homeless.

What it finds
    An address or city HOMELESS, or a ZIP code 99999, without a 1 in the homelessness indicator (footnotes 13 to 18
    and 50).

Why it matters
    The words are allowed for a homeless member without another address only; else an address was lost.

How to fix
    Set the indicator to 1, or enter the address.

Example
    HOMELESS, indicator empty
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import HOMELESS, HOMELESS_ZIP, MemberInformation, MemberRow, ReturnRow

RULE = Rule(
    code="MF025",
    severity="error",
    scope="member_row",
    message="{found} without a 1 in the homelessness indicator",
    hint="Set the homelessness indicator to 1, or enter the address.",
    requirements=("MIF-012", "MIF-013", "MIF-014", "RTF-009"),
)

RESIDENTIAL = ("residential_address", "residential_city", "residential_zip")
MAILING = ("mailing_address", "mailing_city", "mailing_zip")


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """HOMELESS or 99999 stands for a member who is not marked homeless."""
    if not isinstance(row, MemberInformation | ReturnRow) or row.homelessness_indicator:
        return
    for name in RESIDENTIAL + MAILING if isinstance(row, MemberInformation) else RESIDENTIAL:
        written = getattr(row, name) or ""
        if written.upper() == HOMELESS or (name.endswith("_zip") and written == HOMELESS_ZIP):
            yield RULE.at(row.at(name), written)
