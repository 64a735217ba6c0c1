"""The group ends under another number.

What is broken
    The group begins with one control number and ends with another.

Why it matters
    Two halves of different files may have been put together.

What a receiver should answer
    The 999 refuses the group: the numbers differ.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1033", at=At("GE", 2), fault=(put("GE", 2, plus(98)),))
