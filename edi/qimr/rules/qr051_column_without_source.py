"""A column that nothing fills.

What it finds
    No row of a tab has a value in a column: none of the files given can fill it.

Why it matters
    It stays empty. Nothing is made up for it.

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
    message="column {expected} is empty: none of the files given fills it",
    hint="Give the file that holds it; the Sources sheet says which.",
    requirements=("QIMR-005", "QIMR-008"),
)


def check(whole: Whole, _facts: Facts) -> Iterator[Diagnostic]:
    """A column that nothing fills."""
    for line in whole.report.source_lines():
        if line.told.rows and line.told.missing == line.told.rows:
            yield RULE.at(whole.on(line.tab, line.column.letter), expected=line.column.letter)
