"""A code with modifiers that no service has.

What is broken
    Care management by staff without a licence is billed with the modifier of licensed staff's other code.

Why it matters
    Code and modifiers together name the service; this pair names none.

What a receiver should answer
    The 277CA rejects the claim: procedure modifier.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6001",
    at=At("SV1", 1),
    base="claim",
    fault=(put("SV1", 1, "HC:G9012:U1"),),
)
