"""Offers change more often than allowed.

What it finds
    Community supports of a plan that were added less than six months apart, or removed less than a year apart.

Why it matters
    With approval a plan may add a support every six months and remove one once a year.

How to fix
    Check the dates of the offers.

Example

"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from mappings.profile_file import Profile

RULE = Rule(
    code="PF003",
    severity="info",
    scope="profile",
    message="offers of plan {found} change more often than {expected}",
    hint="Check the start and end dates of the offers.",
    requirements=("ELG-025",),
)


def check(profile: Profile, where: FileRef) -> Iterator[Diagnostic]:
    """Offers change more often than allowed."""
    for plan in profile.plans:
        starts = sorted({offer.start for offer in plan.offers})
        ends = sorted({offer.end for offer in plan.offers if offer.end})
        if any((later - earlier).days < 180 for earlier, later in pairwise(starts)):
            yield RULE.at(where, plan.code, "every six months")
        if any((later - earlier).days < 364 for earlier, later in pairwise(ends)):
            yield RULE.at(where, plan.code, "once a year")
