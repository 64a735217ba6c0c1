"""A date is written month first.

What is broken
    The date of service is written as month, day, year.

Why it matters
    Read as year, month, day it is no date at all, or another one.

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
    fault=(put("DTP*472", 3, lambda value: value[4:] + value[:4]),),
    edits=("STEDI:datefmt",),
)
