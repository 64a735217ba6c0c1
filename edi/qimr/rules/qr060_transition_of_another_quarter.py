"""The transition report for another time.

What it finds
    The one report of members who came from HHP and WPC is asked for another quarter than 2022 Q1.

Why it matters
    It is made once only, for January 1 to March 31, 2022.

How to fix
    Use `--quarter 2022Q1`.

Example
    2022 Q2
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.reference import FileRef
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole
from mappings.quarters import Quarter
from mappings.report_table import TRANSITION

RULE = Rule(
    code="QR060",
    severity="warning",
    scope="report",
    message="the transition report is made once, for 2022 Q1",
    hint="Use `--quarter 2022Q1`.",
    requirements=("TRN-002", "SLP-001", "SLP-002"),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """The transition report for another time."""
    if whole.report.kind == TRANSITION and facts.quarter != Quarter(2022, 1):
        yield RULE.at(FileRef(whole.report.file))
