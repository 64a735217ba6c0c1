"""A diagnosis of a version that is no longer used.

What is broken
    The diagnosis is of the ninth revision; since October 2015 the tenth is used.

Why it matters
    The code means something else, or nothing.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code and date of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5003",
    at=At("HI", 1, 1),
    prepare=(
        put("HI", 2, ""),
        put("SV1", 7, "1"),
    ),
    fault=(put("HI", 1, "BK:30400"),),
    edits=("EDISS:HI-date",),
)
