"""The only reason of a service is not there.

What is broken
    The second service names the fourth diagnosis of the claim; the claim has two.

Why it matters
    A service without a reason is not covered.

What a receiver should answer
    The 277CA rejects the claim: diagnosis pointer invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4009", at=At("SV1", 7, 1, nth=2), fault=(put("SV1", 7, "4", nth=2),))
