"""A service's charge was changed and the total was not.

What is broken
    The charge of the second service was raised after the total was reckoned.

Why it matters
    The claim asks for two different sums.

What a receiver should answer
    The 277CA rejects the claim: out of balance, submitted charges.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="balancing",
    finds="X3001",
    at=At("CLM", 2),
    base="claim",
    fault=(put("SV1", 2, plus(25), nth=2),),
    edits=("MN:PW00008",),
)
