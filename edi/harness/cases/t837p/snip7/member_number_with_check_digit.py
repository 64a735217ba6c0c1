"""The member's number has a digit too many.

What is broken
    A digit of the benefits card stands behind the member's number.

Why it matters
    The state finds no member of that number, and denies the encounter.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's number.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X7010",
    at=At("NM1*IL", 9),
    fault=(put("NM1*IL", 9, with_end("6")),),
    edits=("X222.121.2010BA.NM109.020",),
)
