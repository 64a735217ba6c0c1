"""A housing support with a wrong modifier.

What is broken
    A housing support is billed with the modifier U1, which none of its services has.

Why it matters
    The same code with U2, U3 or U6 is each another service; with U1 it is none.

What a receiver should answer
    The 277CA rejects the claim: procedure modifier.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6001",
    at=At("SV1", 1, nth=2),
    base="claim",
    fault=(put("SV1", 1, "HC:H0043:U1", nth=2),),
)
