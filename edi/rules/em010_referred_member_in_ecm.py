"""A member is referred who is in ECM already.

What it finds
    A referral of a member who is in ECM, by the return files, and has not left.

Why it matters
    Referrals are of members who are not yet in ECM.

How to fix
    Close the referral.

Example
    a referral in March, in ECM since January
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM010",
    severity="warning",
    scope="members_and_claims",
    message="referred, and in ECM since {expected}",
    hint="Remove the row, or close the referral.",
    requirements=("REF-002",),
    expected_is_value=True,
)


def check(match: Match, context: MemberContext) -> Iterator[Diagnostic]:
    """A member is referred who is in ECM already."""
    for row in match.files.referral:
        day = row.referral_date or context.received
        for stay in match.stays.get(row.member_cin or "", ()):
            if stay.holds(day):
                at = stay.row.at("ecm_benefit_start_date")
                yield RULE.at(row.at("member_cin"), expected=stay.start, related=(at,))
