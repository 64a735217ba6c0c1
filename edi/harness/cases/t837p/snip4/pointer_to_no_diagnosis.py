"""A service points at a diagnosis that is not there.

What is broken
    A service names the third diagnosis of the claim as its reason; the claim has two.

Why it matters
    The reason for the service is lost.

What a receiver should answer
    The 277CA rejects the claim: diagnosis pointer invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4009", at=At("SV1", 7, 2), fault=(put("SV1", 7, "1:3"),))
