"""An ECM member without a Member Information File.

What it finds
    A member with ECM in the quarter who is in no Member Information File that was given.

Why it matters
    The populations of focus of the row stay empty.

How to fix
    Add the member to the file, or give the file in which the member is.

Example
    a member whom another plan code was assigned to
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR010",
    severity="warning",
    scope="report_row",
    message="the member is in no Member Information File: populations of focus are missing",
    hint="Give the Member Information File that has the member.",
    requirements=("QIMR-005", "QIMR-018"),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """An ECM member without a Member Information File."""
    told = facts.people.information
    if placed.tab.name == "ecm_members" and facts.given.has_members and placed.value("cin") not in told:
        yield RULE.at(placed.at("cin"))
