"""An address has three street lines.

What is broken
    The street's segment has three values; the guide knows two.

Why it matters
    The third line is lost.

What a receiver should answer
    The 999 refuses the transaction and points at the third value: too many elements.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure",
    finds="X2011",
    at=At("N3", 3),
    prepare=(put("N3", 2, "Building 4"),),
    fault=(put("N3", 3, "Room 12"),),
)
