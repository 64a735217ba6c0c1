"""A replacement corrects a service and not the total.

What is broken
    The corrected claim raises the charge of one service and keeps the old total.

Why it matters
    The correction is rejected like a new claim, and the faulty original stays in force.

What a receiver should answer
    The 277CA rejects the claim: out of balance.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X3001",
    at=At("CLM", 2),
    base="replacement",
    fault=(
        put("SV1", 2, plus(30)),
        put("SVD", 2, plus(30)),
        put("AMT*D", 2, plus(30)),
        put("CN1", 2, plus(30)),
    ),
    edits=("MN:PW00008",),
)
