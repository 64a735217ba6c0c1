"""The group counts its transactions wrong.

What is broken
    The end of the group says that it holds one transaction more than there is.

Why it matters
    A transaction with up to 5,000 claims may be lost.

What a receiver should answer
    The 999 refuses the group: the count differs.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1036", at=At("GE", 1), fault=(put("GE", 1, plus(1)),))
