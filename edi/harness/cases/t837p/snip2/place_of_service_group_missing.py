"""Place of service and frequency are missing.

What is broken
    The claim does not say where the services were given and whether it is new or a correction.

Why it matters
    Both decide what is paid.

What a receiver should answer
    The 999 refuses the transaction and points at the fifth element of the claim.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2012", at=At("CLM", 5), fault=(put("CLM", 5, ""),))
