"""A monthly service twice in a month.

What is broken
    A service that is paid by the month has two units in one month.

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
    finds="X6006",
    at=At("SV1", 4, nth=2),
    base="claim",
    prepare=(put("SV1", 1, "HC:H0044:U3", nth=2),),
    fault=(put("SV1", 4, "2", nth=2),),
)
