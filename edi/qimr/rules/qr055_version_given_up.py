"""A version that was given up.

What it finds
    The profile says that this version of the report ends before the quarter does (`report_version_ends`).

Why it matters
    The state no longer takes the layout, or no longer asks for the report.

How to fix
    Set `report_version` to the one that follows.

Example
    2024, ended on 2025-12-31
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR055",
    severity="warning",
    scope="report",
    message="the profile says that this version ended on {expected}",
    hint="Set `report_version` of the profile to the version in use.",
    requirements=("QIMR-004",),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """A version that was given up."""
    end = facts.profile.report_version_ends
    if end is not None and end < facts.quarter.last and whole.report.version == facts.profile.report_version:
        yield RULE.at(FileRef(whole.report.file), expected=f"{end:%m/%d/%Y}")
