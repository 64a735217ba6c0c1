"""A drug list has no prescriber.

What it finds
    A drug list without the most recent prescribing provider.

Why it matters
    The provider has to know whom to ask.

How to fix
    Name the prescriber.

Example
    a list, and no prescriber
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF041",
    severity="warning",
    scope="member_row",
    message="a drug list without its most recent prescriber",
    hint="Name the prescriber.",
    requirements=("MIF-042",),
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A drug list has no prescriber."""
    if isinstance(row, MemberInformation) and row.pharmacy_list_90d and not row.prescribing_provider:
        yield RULE.at(row.at("prescribing_provider"))
