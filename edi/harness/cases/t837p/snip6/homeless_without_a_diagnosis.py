"""A homeless member without a diagnosis that says so.

What is broken
    The member's street says HOMELESS, and none of the diagnoses does.

Why it matters
    Homelessness opens services; the state counts it by diagnoses.

What a receiver should answer
    Take the claim; a hint is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6010",
    at=At("N3", 1, nth=2),
    prepare=(put("N3", 1, "HOMELESS", nth=2),),
    fault=(put("HI", 1, "ABK:Z600"),),
)
