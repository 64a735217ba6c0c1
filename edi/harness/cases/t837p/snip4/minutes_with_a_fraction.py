"""Minutes are not whole.

What is broken
    A service took 15.5 minutes.

Why it matters
    Minutes are counted whole.

What a receiver should answer
    The 277CA rejects the claim: units of service invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4021",
    at=At("SV1", 4),
    prepare=(
        put("SV1", 3, "MJ"),
        put("SV1", 4, "15"),
        put("SVD", 5, "15"),
    ),
    fault=(put("SV1", 4, "15.5"),),
)
