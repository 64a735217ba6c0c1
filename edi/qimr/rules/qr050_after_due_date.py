"""The report is late.

What it finds
    The report is made after the day on which it is due.

Why it matters
    Late reports are counted against the plan.

How to fix
    Send it now.

Example
    2024 Q1 made in June
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR050",
    severity="warning",
    scope="report",
    message="the report was due on {expected}",
    hint="Send the report now.",
    requirements=("QIMR-010",),
)


def check(whole: Whole, _facts: Facts) -> Iterator[Diagnostic]:
    """The report is late."""
    due = whole.report.due
    if due is not None and whole.today > due.day:
        yield RULE.at(FileRef(whole.report.file), expected=f"{due.day:%m/%d/%Y}")
