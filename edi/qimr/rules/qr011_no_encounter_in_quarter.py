"""A member in ECM without an encounter.

What it finds
    A stay in ECM lies in the quarter, and no ECM encounter does.

Why it matters
    The state sees ECM members through encounters; here the report says more than they do.

How to fix
    Ask the provider for its encounters, or for the date on which ECM ended.

Example
    enrolled since January, last seen in December
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR011",
    severity="warning",
    scope="report_row",
    message="the member was in ECM and no ECM encounter falls into the quarter",
    hint="Ask the provider for the missing encounters, or for the end of ECM.",
    requirements=("QIMR-007", "QIMR-015"),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """A member in ECM without an encounter."""
    if placed.tab.name == "ecm_members" and not placed.value("in_person") and not placed.value("telephonic"):
        yield RULE.at(placed.at("in_person"))
