"""Encounters disagree about a member.

What it finds
    Encounters of one CIN have different names or dates of birth.

Why it matters
    One of them may be another member. The report shows those of the latest day of service.

How to fix
    Correct the encounter with the wrong CIN or name.

Example
    two birth dates for one CIN
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR022",
    severity="warning",
    scope="report_row",
    message="encounters of this member have different names or birth dates",
    hint="Correct the encounters that have another member’s CIN.",
    requirements=("QIMR-016",),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """Encounters disagree about a member."""
    if "cin" in placed.row.values:
        person = facts.tally.persons.get((placed.row.key[0], placed.row.key[1]))
        if person is not None and person.differs:
            yield RULE.at(placed.at("cin"))
