"""A service has no units.

What is broken
    The number of units of the first service is empty.

Why it matters
    What is paid is units times price.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("SV1", 4), fault=(put("SV1", 4, ""),))
