"""The interchange ends under another number.

What is broken
    The interchange begins with one control number and ends with another.

Why it matters
    Two halves of different files may have been put together.

What a receiver should answer
    A TA1 with 001, the numbers differ.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1032", at=At("IEA", 2), fault=(put("IEA", 2, "000000099"),))
