"""Units are measured in a unit that the guide does not have.

What is broken
    The units of a service are counted in EA (each) instead of UN.

Why it matters
    The price is per unit.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("SV1", 3), fault=(put("SV1", 3, "EA"),))
