"""A service points at five diagnoses.

What is broken
    A service names five diagnoses as its reason; there is room for four.

Why it matters
    The fifth is lost.

What a receiver should answer
    The 999 refuses the transaction and points at the pointers: too many components.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure",
    finds="X2014",
    at=At("SV1", 7),
    prepare=(
        put("HI", 3, "ABF:Z600"),
        put("HI", 4, "ABF:I10"),
        put("HI", 5, "ABF:Z560"),
    ),
    fault=(put("SV1", 7, "1:2:3:4:5"),),
)
