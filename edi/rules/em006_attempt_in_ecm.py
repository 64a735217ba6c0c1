"""An outreach attempt is tracked for a member who was in ECM.

What it finds
    A row of an outreach tracker on a day on which the member was in ECM, by the dates of the return files.

Why it matters
    Only attempts before the enrolment are tracked.

How to fix
    Remove the row, or correct the date.

Example
    start 02/05, attempt 02/19
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM006",
    severity="error",
    scope="members_and_claims",
    message="an attempt on {found}, in ECM since {expected}",
    hint="Remove the row, or correct its date.",
    requirements=("OTF-004", "OTF-005"),
    expected_is_value=True,
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """An outreach attempt is tracked for a member who was in ECM."""
    for row in match.files.outreach_tracker:
        day = row.outreach_attempt_date
        for stay in match.stays.get(row.member_cin or "", ()):
            if day is not None and stay.holds(day):
                at = stay.row.at("ecm_benefit_start_date")
                yield RULE.at(row.at("outreach_attempt_date"), day, stay.start, related=(at,))
