"""Care management without its modifier.

What is broken
    Care management is billed with its bare code.

Why it matters
    Without the modifier it is not counted as enhanced care management.

What a receiver should answer
    The 277CA rejects the claim: procedure modifier missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports", finds="X6002", at=At("SV1", 1), base="claim", fault=(put("SV1", 1, "HC:G9012"),)
)
