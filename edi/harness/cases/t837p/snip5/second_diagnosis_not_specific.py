"""A further diagnosis lacks digits.

What is broken
    The second diagnosis is F11.2, the heading of a group.

Why it matters
    Each diagnosis that a service points at must be a billable code.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5004", at=At("HI", 2, 2), fault=(put("HI", 2, "ABF:F112"),), edits=("EDISS:HI-other",)
)
