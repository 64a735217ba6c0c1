"""A provider without a capacity.

What it finds
    The roster does not say how many members the provider could serve.

Why it matters
    Capacity is asked for every quarter: for ECM beyond those served now, for Community Supports in all.

How to fix
    Ask the provider, and enter a whole number in the roster.

Example
    an empty cell
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR043",
    severity="warning",
    scope="report_row",
    message="the capacity of the provider is missing",
    hint="Ask the provider for its capacity and enter it in the roster.",
    requirements=("QIMR-045", "QIMR-059", "QIMR-061"),
)


def check(placed: Placed, facts: Facts) -> Iterator[Diagnostic]:
    """A provider without a capacity."""
    if facts.given.has_roster:
        for field in ("able_adults", "able_children", "able"):
            if placed.has(field) and placed.value(field) is None:
                yield RULE.at(placed.at(field))
