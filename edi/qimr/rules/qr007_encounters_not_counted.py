"""Encounters that do not count.

What it finds
    Service lines of encounters that were denied, voided or replaced.

Why it matters
    Only what stands with the state is counted, so that report and encounters agree.

How to fix
    Correct and send denied encounters again; nothing for the others.

Example
    a claim that a later one of frequency 7 replaces
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.counting import is_counted
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole
from edi.qimr.source import Status

RULE = Rule(
    code="QR007",
    severity="info",
    scope="report",
    message="lines of encounters that are {expected}: not counted",
    hint="See that denied encounters are corrected and sent again.",
    requirements=("QIMR-007",),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """Encounters that do not count."""
    for status, count in sorted(facts.lines.by_status.items()):
        if not is_counted(Status(status)):
            yield RULE.at(FileRef(whole.report.file), expected=f"{status} ({count})")
