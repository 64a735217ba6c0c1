"""The claim's total is not the sum of its services.

What is broken
    The claim says a total that is ten dollars less than its two services cost together.

Why it matters
    Which of the numbers is right, nobody but the sender knows.

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
    fault=(put("CLM", 2, plus(-10)),),
    edits=("MN:PW00008",),
)
