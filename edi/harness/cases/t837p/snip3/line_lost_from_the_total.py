"""A service was lost and the total was not changed.

What is broken
    The second service is gone, and the total still counts it.

Why it matters
    What was lost is not paid, and not missed.

What a receiver should answer
    The 277CA rejects the claim: out of balance, submitted charges.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="balancing",
    finds="X3001",
    at=At("CLM", 2),
    base="claim",
    fault=(drop("LX", nth=2, count=4),),
    edits=("MN:PW00008",),
)
