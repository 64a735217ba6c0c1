"""Outreach was billed for a member who was in ECM.

What it finds
    An outreach encounter (modifier U8) on a day on which the member was in ECM, by the start and end dates of the
    return files.

Why it matters
    Only attempts before the enrolment are outreach; later contacts are ECM services, and are left out of every
    outreach count.

How to fix
    Bill the contact as an ECM service, or correct the start date.

Example
    start 02/05, outreach 02/19
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM001",
    severity="warning",
    scope="members_and_claims",
    message="outreach on {found}, in ECM since {expected}",
    hint="Correct the encounter to an ECM service, or the start date of the return file.",
    requirements=("OTF-004", "OTF-005"),
    expected_is_value=True,
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """Outreach was billed for a member who was in ECM."""
    for service in match.outreach():
        for stay in match.stays.get(service.cin, ()):
            if stay.holds(service.start):
                at = stay.row.at("ecm_benefit_start_date")
                yield RULE.at(service.where, service.start, stay.start, related=(at,))
