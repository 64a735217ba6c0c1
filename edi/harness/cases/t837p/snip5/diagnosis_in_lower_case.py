"""A diagnosis is in lower case.

What is broken
    The principal diagnosis is written z5901.

Why it matters
    Compared letter by letter it is no code.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X5006", at=At("HI", 1, 2), fault=(put("HI", 1, "ABK:z5901"),))
