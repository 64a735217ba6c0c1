"""The batch has no reference.

What is broken
    The reference that the sender gives the batch is empty.

Why it matters
    Acknowledgments repeat it; without it none can be matched.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("BHT", 3), fault=(put("BHT", 3, ""),))
