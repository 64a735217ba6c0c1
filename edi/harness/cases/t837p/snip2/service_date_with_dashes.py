"""A date is written with dashes.

What is broken
    The date of service is written as 2026-02-16.

Why it matters
    X12 writes eight digits.

What a receiver should answer
    The 999 refuses the transaction and points at the date: invalid date.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X2022",
    at=At("DTP*472", 3),
    fault=(put("DTP*472", 3, lambda value: f"{value[:4]}-{value[4:6]}-{value[6:]}"),),
    edits=("STEDI:datefmt",),
)
