"""A diagnosis is written with its point.

What is broken
    The principal diagnosis is written Z59.01, as in books; in a claim it has no point.

Why it matters
    Compared letter by letter it is no code.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X5006", at=At("HI", 1, 2), fault=(put("HI", 1, "ABK:Z59.01"),))
