"""A place of service was not in effect on the day.

What is broken
    The services were given in December 2021 by video at home, and the code for that begins with 2022.

Why it matters
    A code that was not in effect says nothing.

What a receiver should answer
    The 277CA rejects the claim: place of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5007",
    at=At("CLM", 5, 1),
    base="claim",
    prepare=(
        put("DTP*472", 3, "20211201"),
        put("DTP*472", 3, "20211201", nth=2),
        put("SV1", 1, "WK:99213"),
        put("SV1", 1, "WK:99214", nth=2),
    ),
    fault=(put("CLM", 5, "10", 1),),
)
