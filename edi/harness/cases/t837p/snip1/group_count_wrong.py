"""The interchange counts its groups wrong.

What is broken
    The end of the interchange says that it holds one group more than there is.

Why it matters
    A group may be lost.

What a receiver should answer
    A TA1 with 021, invalid number of groups.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1035", at=At("IEA", 1), fault=(put("IEA", 1, plus(1)),))
