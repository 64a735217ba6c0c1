"""A level follows that was not announced.

What is broken
    The insured's level says that nothing follows below it; a child's level follows.

Why it matters
    A reader may file the child's claim for the parent.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations", finds="X4005", at=At("HL*2", 4), base="claim for a child", fault=(put("HL*2", 4, "0"),)
)
