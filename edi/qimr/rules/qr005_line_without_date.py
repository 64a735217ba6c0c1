"""A service line without a date.

What it finds
    Service lines whose date of service is missing or cannot be read.

Why it matters
    Without a day they belong to no quarter and count for nothing.

How to fix
    Correct the date of service in the encounter.

Example
    DTP*472*D8*20241301
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR005",
    severity="warning",
    scope="report",
    message="service lines without a date of service, which do not count: {expected}",
    hint="Correct the date of service (DTP*472).",
    requirements=("QIMR-011",),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """A service line without a date."""
    if facts.lines.undated:
        yield RULE.at(FileRef(whole.report.file), expected=facts.lines.undated)
