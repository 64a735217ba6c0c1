"""The claim's total is a cent too high.

What is broken
    The claim's total is one cent more than its services, as a program makes it that counts with fractions.

Why it matters
    Balance is exact; receivers that allow a cent hide faults of rounding.

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
    fault=(put("CLM", 2, plus("0.01")),),
    edits=("MN:PW00008",),
)
