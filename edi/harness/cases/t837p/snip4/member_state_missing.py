"""An address in the United States has no state.

What is broken
    The member's address has city and ZIP code and no state.

Why it matters
    There is an Oakland in many states.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4028", at=At("N4", 2, nth=2), fault=(put("N4", 2, "", nth=2),))
