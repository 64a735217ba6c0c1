"""The place of an injury stands in the place of the injury.

What is broken
    The principal diagnosis is a place where an injury happened.

Why it matters
    A place says nothing of what was treated.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5020", at=At("HI", 1, 2), fault=(put("HI", 1, "ABK:Y92010"),), edits=("ENC:NC-01748",)
)
