"""A visit by telephone is not marked as such.

What is broken
    The place of service says telehealth, and the modifier GQ is missing.

Why it matters
    Visits in person and by telephone are counted apart.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import drop, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6004",
    at=At("SV1", 1),
    base="claim",
    prepare=(
        drop("LX", nth=2, count=4),
        put("CLM", 2, "150"),
        put("SV1", 2, "150"),
    ),
    fault=(put("CLM", 5, "02", 1),),
)
