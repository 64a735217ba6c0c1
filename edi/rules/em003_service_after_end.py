"""An ECM service was billed after the benefit had ended.

What it finds
    An ECM encounter, no outreach, of a day after a benefit end date and before any new start.

Why it matters
    The member was discontinued and is still billed.

How to fix
    Correct the day of the service, or the end date; a member who came back needs a row with the new start date.

Example
    ended 02/16, service 02/23
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM003",
    severity="error",
    scope="members_and_claims",
    message="a service on {found}, ECM ended {expected}",
    hint="Correct the day of the service, or the end date of the return file.",
    requirements=("RTF-015", "RTF-016"),
    expected_is_value=True,
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """An ECM service was billed after the benefit had ended."""
    for service, stays in match.services_in_ecm():
        before = [stay for stay in stays if stay.start <= service.start]
        if before and not any(stay.holds(service.start) for stay in before):
            last = before[-1]
            yield RULE.at(service.where, service.start, last.end, related=(last.row.at("ecm_benefit_end_date"),))
