"""What another payer paid for the claim is missing.

What is broken
    The plan paid each line, and the sum for the claim is missing.

Why it matters
    The next payer cannot check the balance.

What a receiver should answer
    The 277CA rejects the claim: other payer's payment information is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="coordination of benefits", finds="X4027", at=At("SBR*P"), fault=(drop("AMT*D"),))
