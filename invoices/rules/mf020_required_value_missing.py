"""A value that the file needs is missing.

What it finds
    An empty cell, or a column that is not there, where a row of the file says nothing without it: who the member
    is, the file's own date and period, a status, an indicator of the Member Information File, each of the four
    values of an outreach attempt; in a referral file every field, once plan and provider have agreed on it
    (`member_files.referral_agreed`). Partial files and termed members need Tables 1 and 4 only.

Why it matters
    The row cannot be used, or its indicator says neither yes nor no.

How to fix
    Fill the cell.

Example
    an outreach attempt without a date
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberRow
from invoices.member_files.needs import Need, lacking

RULE = Rule(
    code="MF020",
    severity="error",
    scope="member_row",
    message="{expected} is missing",
    hint="Fill {expected}.",
    requirements=(
        "MIF-009",
        "MIF-023",
        "MIF-024",
        "MIF-027",
        "MIF-030",
        "MIF-047",
        "MIF-048",
        "MIF-049",
        "MIF-054",
        "MIF-055",
        "RTF-026",
        "OTF-001",
        "REF-001",
    ),
)


def check(row: MemberRow, context: MemberContext) -> Iterator[Diagnostic]:
    """A value that the file needs is missing."""
    for field in lacking(row, context.settings, Need.ALWAYS):
        yield RULE.at(row.at(field.name), expected=f"‘{field.label}’")
