"""What another payer paid is not the sum of its lines.

What is broken
    The plan says that it paid ten dollars less for the claim than for its lines together.

Why it matters
    The next payer pays what is left, and cannot tell what that is.

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
    fault=(put("AMT*D", 2, plus(-10)),),
    edits=("MN:PW00009",),
)
