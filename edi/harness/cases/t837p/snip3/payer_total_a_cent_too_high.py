"""What another payer paid is a cent too much.

What is broken
    The plan's payment for the claim is one cent more than its lines together.

Why it matters
    Balance is exact to the cent.

What a receiver should answer
    The 277CA rejects the claim: out of balance, other payer's payment.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="coordination of benefits",
    finds="X3002",
    at=At("AMT*D", 2),
    fault=(put("AMT*D", 2, plus("0.01")),),
    edits=("MN:PW00009",),
)
