"""A due date with a doubt.

What it finds
    Another text gives an earlier day than the table of due dates, or the table does not reach to the quarter.

Why it matters
    The day printed is that of the table, or follows the pattern of its days: 45 days after the quarter, moved
    to a working day.

How to fix
    Send it by the earlier day.

Example
    2022 Q1: May 16 in the table, May 15 on a slide
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR053",
    severity="info",
    scope="report",
    message="{expected}",
    hint="Send the report by the earlier day, or ask the state.",
    requirements=("SLP-003", "SLP-015", "QIMR-067"),
)


def check(whole: Whole, _facts: Facts) -> Iterator[Diagnostic]:
    """A due date with a doubt."""
    due = whole.report.due
    if due is not None and due.caution is not None:
        said = f"due {due.day:%m/%d/%Y}; another text says {due.caution:%m/%d/%Y}"
        yield RULE.at(FileRef(whole.report.file), expected=said)
    elif due is not None and not due.is_published:
        said = f"no due date is published for {whole.report.quarter}; by the pattern of the others, {due.day:%m/%d/%Y}"
        yield RULE.at(FileRef(whole.report.file), expected=said)
