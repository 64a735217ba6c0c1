"""A procedure is a local code.

What is broken
    The first service carries a code that a state once gave out itself.

Why it matters
    Only national codes count.

What a receiver should answer
    The 277CA rejects the claim: procedure code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="receiver",
    finds="X7008",
    at=At("SV1", 1, 2),
    fault=(put("SV1", 1, "HC:Z9727"),),
    edits=("ENC:DHCS-national",),
)
