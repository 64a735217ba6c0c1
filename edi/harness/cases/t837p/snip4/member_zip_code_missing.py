"""An address in the United States has no ZIP code.

What is broken
    The member's address has city and state and no ZIP code.

Why it matters
    Members of one name are told apart by their address.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4028", at=At("N4", 3, nth=2), fault=(put("N4", 3, "", nth=2),))
