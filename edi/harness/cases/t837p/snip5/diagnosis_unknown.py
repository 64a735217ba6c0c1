"""A diagnosis is in no list.

What is broken
    The principal diagnosis has the form of a code and is none.

Why it matters
    An invented code is denied.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5005", at=At("HI", 1, 2), fault=(put("HI", 1, "ABK:Z9999"),), edits=("EDISS:HI-other",)
)
