"""A service has zero units.

What is broken
    The first service was given zero times.

Why it matters
    A service that was not given is not reported.

What a receiver should answer
    The 277CA rejects the claim: units of service invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations", finds="X4020", at=At("SV1", 4), fault=(put("SV1", 4, "0"),), edits=("STEDI:units-zero",)
)
