"""A housing deposit of zero dollars.

What is broken
    A deposit for a flat is reported with a charge of zero.

Why it matters
    The charge is the deposit; there is a limit for life that it counts against.

What a receiver should answer
    The 277CA rejects the claim: submitted charges missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6008",
    at=At("SV1", 2, nth=2),
    base="claim",
    prepare=(
        put("SV1", 1, "HC:H0044:U2", nth=2),
        put("SV1", 2, "100"),
        put("SV1", 2, "900", nth=2),
        put("CLM", 2, "1000"),
    ),
    fault=(
        put("CLM", 2, "100"),
        put("SV1", 2, "0", nth=2),
    ),
)
