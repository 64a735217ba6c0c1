"""The transaction ends under another number.

What is broken
    The transaction begins with one control number and ends with another.

Why it matters
    Two halves of different transactions may have been put together.

What a receiver should answer
    The 999 refuses the transaction: the numbers differ.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1034", at=At("SE", 2), fault=(put("SE", 2, "0099"),))
