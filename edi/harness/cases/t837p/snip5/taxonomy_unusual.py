"""A taxonomy is not in the list of such agencies.

What is broken
    The code of the agency's specialty has the right form, and is none that such agencies have.

Why it matters
    The specialty decides what may be billed.

What a receiver should answer
    A receiver that holds the national list rejects the claim; a hint is right elsewhere.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5010",
    at=At("PRV", 3),
    fault=(put("PRV", 3, "299B00000X"),),
    edits=("X222.083.2000A.PRV03.020",),
)
