"""A member has left ECM and the plan's file does not say so.

What it finds
    A return row with a benefit end date of a member whose latest Member Information File record, made after that
    day, is not Termed and not New.

Why it matters
    Providers tell the plan when a member is discontinued; the plan closes the record and tells them.

How to fix
    Set the record to Termed.

Example
    ended 02/16, Continuing in April
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match
from edi.member_files.models import CONTINUING

RULE = Rule(
    code="EM011",
    severity="info",
    scope="members_and_claims",
    message="ended {found}, and the record of {expected} is not termed",
    hint="Set the record to Termed.",
    requirements=("RTF-033", "MIF-052"),
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """A member has left ECM and the plan's file does not say so."""
    for cin, stays in match.stays.items():
        row, end = match.members.get(cin), stays[-1].end
        if row is None or end is None or row.mif_production_date is None or row.mif_production_date <= end:
            continue
        if row.ecm_member_record_status == CONTINUING:
            at = stays[-1].row.at("ecm_benefit_end_date")
            where = row.at("ecm_member_record_status")
            yield RULE.at(where, end, row.mif_production_date, related=(at,))
