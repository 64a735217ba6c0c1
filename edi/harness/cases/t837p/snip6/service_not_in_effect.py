"""A service was not in effect on the day.

What is broken
    The second service was given a month before its code and modifier came into effect.

Why it matters
    What is not in effect is not paid.

What a receiver should answer
    The 277CA rejects the claim: procedure code and date of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6003",
    at=At("SV1", 1, nth=2),
    base="claim",
    prepare=(put("SV1", 1, "HC:H0040:U1", nth=2),),
    fault=(put("DTP*472", 3, "20250602", nth=2),),
)
