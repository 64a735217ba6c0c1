"""A contract begins on a day that does not exist.

What is broken
    A group's contract begins on February 30.

Why it matters
    Whether the group is in the network depends on the day.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X2022", at=At("DTP", 3), base="provider file", fault=(put("DTP", 3, "20250230"),)
)
