"""The first service line has the number zero.

What is broken
    A program that counts from zero has numbered the first service 0.

Why it matters
    Answers name a service by its number; everything is then off by one.

What a receiver should answer
    The 999 refuses the transaction and points at the line's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2004", at=At("LX", 1), fault=(put("LX", 1, "0"),))
