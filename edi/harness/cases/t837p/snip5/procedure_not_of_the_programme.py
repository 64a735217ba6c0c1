"""A procedure is none of the programme's.

What is broken
    The first service is an office visit, which is none of the services that such agencies offer.

Why it matters
    It may be a slip, or a service that is billed elsewhere.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5012",
    at=At("SV1", 1, 2),
    base="claim",
    fault=(put("SV1", 1, "HC:99213"),),
    edits=("X222.351.2400.SV101-2.020",),
)
