"""Two days of a service on one day.

What is broken
    A service that is paid by the day has two units on one day.

Why it matters
    One of the units is not paid, or both are questioned.

What a receiver should answer
    The 277CA rejects the claim: units of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6005",
    at=At("SV1", 4, nth=2),
    base="claim",
    fault=(put("SV1", 4, "2", nth=2),),
    edits=("STEDI:units-zero",),
)
