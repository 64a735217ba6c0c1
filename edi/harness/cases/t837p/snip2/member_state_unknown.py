"""The member's state does not exist.

What is broken
    The member's address is in the state XX.

Why it matters
    The state decides which programme pays.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X2021", at=At("N4", 2, nth=2), fault=(put("N4", 2, "XX", nth=2),), edits=("TEBRA:N402",)
)
