"""Columns that nothing fills.

What it finds
    Columns of a tab in which no row has a value: none of the files given can fill them.

Why it matters
    They stay empty. Nothing is made up for them.

How to fix
    Give the file that has it; the Sources sheet names it.

Example
    no authorizations given: columns J to X of the supports tab
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR051",
    severity="info",
    scope="report",
    message="columns without a value, since none of the files given has one: {expected}",
    hint="Give the file that holds it; the Sources sheet says which.",
    requirements=("QIMR-005", "QIMR-008"),
)


def check(whole: Whole, _facts: Facts) -> Iterator[Diagnostic]:
    """Columns that nothing fills."""
    for tab in whole.report.tabs:
        empty = [line.column.letter for line in whole.report.source_lines() if line.tab is tab and line.is_empty]
        if empty:
            yield RULE.at(whole.on(tab), expected=", ".join(empty))
