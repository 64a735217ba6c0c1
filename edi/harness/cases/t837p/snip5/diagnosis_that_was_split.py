"""A diagnosis was split into others.

What is broken
    The principal diagnosis is Z59.1, which was split into finer codes.

Why it matters
    On the day of service the code was no longer billable.

What a receiver should answer
    The 277CA rejects the claim: principal diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5004", at=At("HI", 1, 2), fault=(put("HI", 1, "ABK:Z591"),), edits=("CEDI:A7:254",)
)
