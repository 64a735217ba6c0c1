"""Short-term housing beyond six months.

What it finds
    Nights of short-term post-hospitalization housing (H0043 U3, H0044 U3) of a member that add up to more than the
    profile's limit, interruptions included.

Why it matters
    A stay may be interrupted, but its total may not exceed six months.

How to fix
    Check the earlier stays with the plan.

Example

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter
from edi.model.surroundings import HasProfile

DAYS_A_UNIT = {"H0043": 1, "H0044": 31}

RULE = Rule(
    code="EN004",
    severity="warning",
    scope="encounter",
    field="service_start",
    message="{found} days of short-term housing in this run; the limit is {expected}",
    hint="Check the member's earlier stays with the plan.",
    requirements=("ELG-022",),
)


def check(encounters: Sequence[Encounter], context: HasProfile) -> Iterator[Diagnostic]:
    """Short-term housing beyond six months."""
    limit = context.profile.limits.short_term_housing_days
    days: dict[str, int] = {}
    for encounter in encounters:
        for line in encounter.lines:
            if line.hcpcs in DAYS_A_UNIT and "U3" in line.modifiers:
                total = days.get(encounter.member.cin, 0) + int(line.units) * DAYS_A_UNIT[line.hcpcs]
                if total > limit >= days.get(encounter.member.cin, 0):
                    yield RULE.at(line.sources[0].at("service_start"), total, limit)
                days[encounter.member.cin] = total
