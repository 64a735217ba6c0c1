"""A procedure has four characters.

What is broken
    The code of the first service has lost its last digit.

Why it matters
    Codes have five characters; this one is none.

What a receiver should answer
    The 277CA rejects the claim: procedure code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5011",
    at=At("SV1", 1, 2),
    base="claim",
    fault=(put("SV1", 1, "HC:G901:U2"),),
    edits=("X222.351.2400.SV101-2.020",),
)
