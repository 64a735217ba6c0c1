"""A service lies in the future.

What is broken
    The first service is dated twenty years after the file was sent.

Why it matters
    A service that was not given yet cannot be reported.

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
    fault=(put("DTP*472", 3, days(7305)),),
    also=("X7003",),
    edits=(
        "CEDI:A7:510+187",
        "ENC:HPSJ-01",
    ),
)
