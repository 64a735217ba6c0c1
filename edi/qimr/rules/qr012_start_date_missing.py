"""The day of enrolment is not known.

What it finds
    A member with ECM encounters of whom no return file tells the start date.

Why it matters
    Column U is the day on which the plan enrolled the member. The first encounter is another day and is not put
    in its place.

How to fix
    Ask the provider for the return file, or enter the date of enrolment.

Example
    encounters since February, no return file
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR012",
    severity="warning",
    scope="report_row",
    message="no return file tells when the member was enrolled; the first encounter does not stand in for it",
    hint="Ask the provider for the return file with the ECM benefit start date.",
    requirements=("QIMR-022",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """The day of enrolment is not known."""
    if placed.tab.name == "ecm_members" and facts.given.has_returns and placed.value("start") is None:
        yield RULE.at(placed.at("start"))
