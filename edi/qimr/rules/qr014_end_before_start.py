"""ECM ends before it starts.

What it finds
    The end date of a stay lies before its start date.

Why it matters
    The row is refused, and it is not clear in which quarter the member was in ECM.

How to fix
    Correct the two dates in the return file.

Example
    02/01/2024 to 01/15/2024
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed

RULE = Rule(
    code="QR014",
    severity="error",
    scope="report_row",
    message="the benefit end date lies before the start date",
    hint="Correct the dates in the return file.",
    requirements=("QIMR-023",),
)


def check(placed: Placed, _facts: Facts) -> Iterator[Diagnostic]:
    """ECM ends before it starts."""
    start, end = placed.value("start"), placed.value("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        yield RULE.at(placed.at("end"))
