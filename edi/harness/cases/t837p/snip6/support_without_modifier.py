"""A community support without its modifier.

What is broken
    A housing support is billed with its bare code.

Why it matters
    Without the modifier it is an ordinary service, which is paid and counted elsewhere.

What a receiver should answer
    The 277CA rejects the claim: procedure modifier missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6002",
    at=At("SV1", 1, nth=2),
    base="claim",
    fault=(put("SV1", 1, "HC:H0043", nth=2),),
)
