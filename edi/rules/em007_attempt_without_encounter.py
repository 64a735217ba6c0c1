"""An outreach attempt has no encounter.

What it finds
    A row of an outreach tracker without an outreach encounter of the same member, day, method and provider.

Why it matters
    The state prefers encounters to tracked attempts; what both tell is counted once.

How to fix
    Make encounters of them.

Example
    a call, and no U8 line
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM007",
    severity="info",
    scope="members_and_claims",
    message="no outreach encounter for the attempt",
    hint="Run `members read --to-837` to make encounters of such rows.",
    requirements=("OTF-016",),
)


def check(match: Match, _context: MemberContext) -> Iterator[Diagnostic]:
    """An outreach attempt has no encounter."""
    if not match.services:
        return  # no encounters were given
    for row in match.untracked():
        yield RULE.at(row.at())
