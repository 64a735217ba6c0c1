"""A tab that this version does not have.

What it finds
    The published report has a tab of which this version has no known layout.

Why it matters
    It is not made. What plans file for it today is in no text that we have.

How to fix
    Make it in the published layout: `--report-version 2022`.

Example
    ECM Provider Capacity in 2024
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR052",
    severity="info",
    scope="report",
    message="this version has no layout for the tab {expected}",
    hint="Use `--report-version 2022` for the published layout.",
    requirements=("QIMR-012", "QIMR-066"),
)


def check(whole: Whole, _facts: Facts) -> Iterator[Diagnostic]:
    """A tab that this version does not have."""
    for tab in whole.report.left_out():
        yield RULE.at(FileRef(whole.report.file), expected=tab.title)
