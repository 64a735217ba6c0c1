"""A code that is no ECM or Community Supports service.

What it finds
    Service lines of the quarter whose code and modifiers are no ECM or Community Supports service on their day.

Why it matters
    They count for nothing. A support of your own belongs into the column Other.

How to fix
    Correct the code, or add it to `quarterly_report.other_codes` of the profile where it is a support of your
    own.

Example
    T2025 U6
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR004",
    severity="warning",
    scope="report",
    message="{expected} is no service on its day; such lines do not count",
    hint="Correct the code, or set it in `quarterly_report.other_codes` of the profile.",
    requirements=("QIMR-053",),
)


def check(_whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """A code that is no ECM or Community Supports service."""
    for label, found in sorted(facts.lines.strange.items()):
        yield RULE.at(found.where, expected=f"{label} (lines: {found.count})")
