"""A line was paid more than it costs.

What is broken
    The plan paid seven dollars more for a service than was charged, and no adjustment explains it.

Why it matters
    A payment above the charge needs a negative adjustment.

What a receiver should answer
    The 277CA rejects the claim: the line is out of balance.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="coordination of benefits",
    finds="X3003",
    at=At("SVD", 2),
    fault=(
        put("SVD", 2, plus(7)),
        put("AMT*D", 2, plus(7)),
        put("CN1", 2, plus(7)),
    ),
)
