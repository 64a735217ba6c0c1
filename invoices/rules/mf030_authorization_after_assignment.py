"""A member was authorized after the assignment, or after the file was made.

What it finds
    An ECM authorization date that is later than the assignment to the provider, or either of them later than the
    production date of the file.

Why it matters
    The plan assigns a member whom it has authorized; one of the dates is wrong.

How to fix
    Correct the dates.

Example
    authorized 02/10, assigned 02/01
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF030",
    severity="error",
    scope="member_row",
    message="authorized {found}, {expected}",
    hint="Correct the authorization or the assignment date.",
    requirements=("MIF-023",),
    expected_holds_codes=True,
)


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A member was authorized after the assignment, or after the file was made."""
    if not isinstance(row, MemberInformation):
        return
    authorized, assigned, made = row.ecm_authorization_date, row.ecm_provider_assignment_date, row.mif_production_date
    if authorized and assigned and authorized > assigned:
        yield RULE.at(row.at("ecm_authorization_date"), authorized, f"assigned {assigned}")
    elif authorized and made and authorized > made:
        yield RULE.at(row.at("ecm_authorization_date"), authorized, f"in a file made {made}")
