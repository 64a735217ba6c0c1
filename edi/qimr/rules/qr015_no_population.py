"""No population of focus.

What it finds
    The Member Information File marks none of the populations of focus for a member in ECM.

Why it matters
    Whoever is in ECM belongs to at least one.

How to fix
    Enter the population on the ground of which ECM was authorized.

Example
    twelve times 0
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR015",
    severity="warning",
    scope="report_row",
    message="no population of focus is marked for this member",
    hint="Enter the population of focus in the Member Information File.",
    requirements=("QIMR-019",),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """No population of focus."""
    fields = placed.group("population")
    marks = [placed.value(field) for field in fields]
    if 0 in marks and 1 not in marks:
        yield RULE.at(placed.at(fields[0]))
