"""A level of the provider file has the wrong number.

What is broken
    The levels are numbered 1 to 5, and then 7.

Why it matters
    Levels name the level above them by its number.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X2002", at=At("HL", 1, nth=6), base="provider file", fault=(put("HL", 1, "7", nth=6),)
)
