"""A service ends before it begins.

What is broken
    A service of three days ends before its first day.

Why it matters
    The number of days is negative.

What a receiver should answer
    The 999 refuses the transaction and points at the dates, or a 277CA names the dates of service.
"""

from __future__ import annotations

from edi.harness.faults import days, put
from edi.harness.scenario import At, Scenario


def reversed_range(value: str) -> str:
    """The last day before the first."""
    first, last = value.split("-")
    return f"{last}-{first}"


SCENARIO = Scenario(
    topic="dates",
    finds="X2024",
    at=At("DTP*472", 3),
    prepare=(
        put("DTP*472", 2, "RD8"),
        put("DTP*472", 3, lambda value: f"{value}-{days(2)(value)}"),
    ),
    fault=(put("DTP*472", 3, reversed_range),),
    edits=(
        "TEBRA:FROMTO",
        "ENC:HPSJ-11",
    ),
)
