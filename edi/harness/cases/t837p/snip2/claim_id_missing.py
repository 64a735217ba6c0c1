"""A claim has no number of its own.

What is broken
    The number that the sender gave the claim is empty.

Why it matters
    Answers come back under this number; without it none can be matched.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("CLM", 1), fault=(put("CLM", 1, ""),))
