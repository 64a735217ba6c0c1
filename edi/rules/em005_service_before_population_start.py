"""ECM was billed before it opened to the member's population.

What it finds
    An ECM encounter of a member of a Member Information File, on a day before ECM opened to any of the populations
    of focus marked, in the county of the row or of the plan (policy guide, Section III). LN019 looks at the county
    alone.

Why it matters
    The state pays ECM from the start of the population on.

How to fix
    Correct the populations, the county or the day.

Example
    a child population, a service in 2022
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.match import Match

RULE = Rule(
    code="EM005",
    severity="warning",
    scope="members_and_claims",
    message="a service on {found}, ECM opened on {expected}",
    hint="Correct the populations of the member, the county or the day of the service.",
    requirements=("MIF-025",),
)


def check(match: Match, context: MemberContext) -> Iterator[Diagnostic]:
    """ECM was billed before it opened to the member's population."""
    for service in match.services:
        row = match.members.get(service.cin)
        if row is None:
            continue
        pilots = bool(row.transitioned_from_hhp or row.transitioned_from_wpc)
        starts = [context.population_start(name, row.county, from_pilots=pilots) for name in row.populations]
        known = [start for start in starts if start is not None]
        if known and len(known) == len(starts) and service.start < min(known):
            at = row.at(f"pof_{row.populations[0]}")
            yield RULE.at(service.where, service.start, min(known), related=(at,))
