"""An ECM service was billed before the benefit began.

What it finds
    An ECM encounter, no outreach, of a day before the first benefit start date that the return files have for the
    member.

Why it matters
    Before the enrolment only outreach can be billed.

How to fix
    Correct the day of the service, or the start date.

Example
    start 02/05, service 01/29
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM002",
    severity="error",
    scope="members_and_claims",
    message="a service on {found}, in ECM from {expected}",
    hint="Correct the day of the service, or the start date of the return file.",
    requirements=("RTF-012",),
    expected_is_value=True,
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """An ECM service was billed before the benefit began."""
    for service, stays in match.services_in_ecm():
        if service.start < stays[0].start:
            at = stays[0].row.at("ecm_benefit_start_date")
            yield RULE.at(service.where, service.start, stays[0].start, related=(at,))
