"""A support that this version has no column for.

What it finds
    A member received or was approved for a support that has no column in this version of the report, which has
    no Other either.

Why it matters
    The row does not show which one.

How to fix
    Ask the state where to report it.

Example
    a support of your own in the layout of 2024
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.counting import OTHER
from edi.qimr.facts import NOBODY, Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR024",
    severity="warning",
    scope="report_row",
    message="the member has a support that this version of the report has no column for",
    hint="Ask the state in which column to report it.",
    requirements=("QIMR-053",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A support that this version has no column for."""
    if placed.tab.name != "cs_members" or placed.has(f"received.{OTHER}"):
        return
    person = facts.tally.persons.get((placed.row.key[0], placed.row.key[1]), NOBODY)
    if any(not placed.has(f"received.{support.service}") for support in person.supports):
        yield RULE.at(placed.at("received"))
