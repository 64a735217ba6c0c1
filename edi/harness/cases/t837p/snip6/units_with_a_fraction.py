"""Half a unit of care management.

What is broken
    Care management has one and a half units.

Why it matters
    Units of these services are counted whole.

What a receiver should answer
    The 277CA rejects the claim: units of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports", finds="X6007", at=At("SV1", 4), base="claim", fault=(put("SV1", 4, "1.5"),)
)
