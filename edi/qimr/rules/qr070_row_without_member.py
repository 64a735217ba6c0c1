"""A row about nobody.

What it finds
    A row of a return file, a tracker, a log of requests or of authorizations has no CIN, and nobody is found by
    the other columns.

Why it matters
    Nothing of it can go into the report. The published return file has no column for the member.

How to fix
    Agree with the provider on a column for the CIN.

Example
    a return file with the published columns only
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole

RULE = Rule(
    code="QR070",
    severity="warning",
    scope="report",
    message="the row tells of no member that is known here",
    hint="Add a column with the CIN.",
    requirements=("QIMR-005",),
)


def check(_whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """A row about nobody."""
    for row in facts.unknown_rows():
        yield RULE.at(row)
