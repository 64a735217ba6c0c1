"""A population that had not started there.

What it finds
    A population of focus is marked that ECM was not open to in the county by the end of the quarter.

Why it matters
    Only populations that are eligible in the county during the period may be marked.

How to fix
    Mark the population under which the member was authorized.

Example
    transitioning from incarceration in 2022
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from edi.qimr.populations import live_too_late

RULE = Rule(
    code="QR016",
    severity="warning",
    scope="report_row",
    message="ECM for this population had not started in the county by the end of the quarter",
    hint="Check the population of focus, or the county of the plan code.",
    requirements=("QIMR-020",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A population that had not started there."""
    for field in live_too_late(placed, facts):
        yield RULE.at(placed.at(field))
