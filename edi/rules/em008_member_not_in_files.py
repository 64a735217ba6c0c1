"""ECM was billed for a member whom no file names.

What it finds
    ECM encounters, no outreach, of a member who is in none of the Member Information Files given.

Why it matters
    The file covers every member who is assigned to an ECM provider: the member was left out, or never assigned.

How to fix
    Add the member to the file.

Example
    services, and no row
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM008",
    severity="warning",
    scope="members_and_claims",
    message="ECM services of a member whom no Member Information File names",
    hint="Add the member to the file, or see who authorized the services.",
    requirements=("MIF-002",),
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """ECM was billed for a member whom no file names."""
    if not match.files.mif:
        return
    told: set[str] = set()
    for service in match.services:
        if not service.is_outreach and service.cin not in match.members and service.cin not in told:
            told.add(service.cin)
            yield RULE.at(service.where)
