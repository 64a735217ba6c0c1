"""An identified member has no outreach attempt.

What it finds
    A member with status 1 or 2 (pending or in outreach) in a return file, without an attempt in the trackers and
    encounters given.

Why it matters
    Providers record every attempt for each member identified for ECM.

How to fix
    Ask the provider.

Example
    status 2, no attempt
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match
from edi.member_files.models import IN_OUTREACH, PENDING

RULE = Rule(
    code="EM009",
    severity="info",
    scope="members_and_claims",
    message="no outreach attempt for a member with status {expected}",
    hint="Ask the provider for the attempts.",
    requirements=("OTF-015",),
)

SOUGHT = (PENDING, IN_OUTREACH)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """An identified member has no outreach attempt."""
    if not match.services and not match.files.outreach_tracker:
        return
    tried = {row.member_cin for row in match.files.outreach_tracker} | {one.cin for one in match.outreach()}
    for cin, row in match.never_in_ecm.items():
        if cin not in tried and row.engagement_status in SOUGHT:
            yield RULE.at(row.at("engagement_status"), expected=row.engagement_status)
