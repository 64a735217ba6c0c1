"""The same line several times.

What it finds
    Service lines that agree with an earlier one in member, days, provider, code and modifiers.

Why it matters
    The state takes the second for a duplicate and denies it, so the report counts them once.

How to fix
    Nothing, where the copies are copies. For visits that were counted apart, set
    `quarterly_report.same_service`.

Example
    one file given under two names
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR006",
    severity="info",
    scope="report",
    message="lines that repeat another and were counted once: {expected}",
    hint="Check whether files were sent or given twice.",
    requirements=("QIMR-007",),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """The same line several times."""
    if facts.lines.identical:
        yield RULE.at(FileRef(whole.report.file), expected=facts.lines.identical)
