"""A date has no century.

What is broken
    The date of service has six digits.

Why it matters
    Nobody can tell the century.

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
    fault=(put("DTP*472", 3, lambda value: value[2:]),),
    edits=("STEDI:datefmt",),
)
