"""A state does not exist.

What is broken
    The agency's address is in the state ZZ.

Why it matters
    The state decides which programme pays.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X5008", at=At("N4", 2), fault=(put("N4", 2, "ZZ"),), edits=("TEBRA:N402",))
