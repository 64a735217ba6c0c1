"""A service costs less than nothing.

What is broken
    The second service is a discount, written as a negative charge.

Why it matters
    A discount is an adjustment; a charge is never below zero.

What a receiver should answer
    The 277CA rejects the claim: line charge below zero.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="balancing",
    finds="X4032",
    at=At("SV1", 2, nth=2),
    base="claim",
    prepare=(
        put("CLM", 2, "120"),
        put("SV1", 2, "120"),
        put("SV1", 2, "0", nth=2),
    ),
    fault=(
        put("SV1", 2, "-15", nth=2),
        put("CLM", 2, plus(-15)),
    ),
    edits=("STEDI:line-negative",),
)
