"""A modifier is in lower case.

What is broken
    The modifier of the first service is written u2.

Why it matters
    Compared letter by letter it is no modifier; the service becomes another one.

What a receiver should answer
    The 277CA rejects the claim: procedure modifier.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5013", at=At("SV1", 1, 3), base="claim", fault=(put("SV1", 1, "HC:G9012:u2"),)
)
