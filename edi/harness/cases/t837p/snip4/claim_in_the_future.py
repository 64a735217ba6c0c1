"""A claimed service lies in the future.

What is broken
    The first service of a claim that nobody has paid is dated twenty years after the file was sent.

Why it matters
    A service that was not given yet cannot be claimed.

What a receiver should answer
    The 277CA rejects the claim: date of service in the future.
"""

from __future__ import annotations

from edi.harness.faults import days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X4022",
    at=At("DTP*472", 3),
    base="claim",
    fault=(put("DTP*472", 3, days(7305)),),
    edits=("CEDI:A7:510+187",),
)
