"""An exception is longer than a year.

What it finds
    An exception for the plan's own ECM staff that has no end, or ends more than a year after its start.

Why it matters
    The first exception lasts at most one year; a new request is needed after it.

How to fix
    Enter the end that DHCS granted.

Example

"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from mappings.profile_file import Profile

RULE = Rule(
    code="PF002",
    severity="warning",
    scope="profile",
    message="the exception of {found} has no end within a year of its start",
    hint="Enter exception_end, at most a year after exception_start.",
    requirements=("PRV-014",),
)


def check(profile: Profile, where: FileRef) -> Iterator[Diagnostic]:
    """An exception is longer than a year."""
    for plan in profile.plans:
        for own in plan.own_providers:
            start, end = own.exception_start, own.exception_end
            if start is not None and (end is None or (end - start).days > 366):
                yield RULE.at(where, own.npi)
