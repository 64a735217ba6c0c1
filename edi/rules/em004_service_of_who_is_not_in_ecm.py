"""ECM was billed for a member who declined or was excluded.

What it finds
    An ECM encounter, no outreach, of a member whose return rows have status 4 (declined) or 5 (excluded) and no
    start date.

Why it matters
    Who was never enrolled has no ECM services.

How to fix
    Correct the status, or void the encounter.

Example
    status 4, a service
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match
from edi.member_files.models import DECLINED, EXCLUDED

RULE = Rule(
    code="EM004",
    severity="error",
    scope="members_and_claims",
    message="a service on {found}; the member {expected}",
    hint="Correct the status of the return file, or void the encounter.",
    requirements=("RTF-013",),
)

SAID = {DECLINED: "declined", EXCLUDED: "is excluded"}


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """ECM was billed for a member who declined or was excluded."""
    for service in match.services:
        row = match.never_in_ecm.get(service.cin)
        said = SAID.get(row.engagement_status or "") if row else None
        if row is not None and said and not service.is_outreach:
            yield RULE.at(service.where, service.start, said, related=(row.at("engagement_status"),))
