"""A population of another age.

What it finds
    A population of adults is marked for a child, or one of children for an adult. Child welfare reaches to the
    26th birthday.

Why it matters
    The columns are split by age, and so are the counts of the state.

How to fix
    Correct the population, or the date of birth.

Example
    an adult population for a member of twelve
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from edi.qimr.populations import of_another_age

RULE = Rule(
    code="QR017",
    severity="warning",
    scope="report_row",
    message="this population is for another age than the member has on the last day of the quarter",
    hint="Correct the population of focus or the date of birth.",
    requirements=("QIMR-021",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A population of another age."""
    for field in of_another_age(placed, facts):
        yield RULE.at(placed.at(field))
