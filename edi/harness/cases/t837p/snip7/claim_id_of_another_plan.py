"""The claim's number begins with another plan's code.

What is broken
    The claim's number begins with 305; the file is of plan 300.

Why it matters
    The state files encounters by the plan code at the front of their numbers.

What a receiver should answer
    The 277CA rejects the claim: the claim's identifier.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="receiver", finds="X7005", at=At("CLM", 1), fault=(put("CLM", 1, lambda value: "305" + value[3:]),)
)
