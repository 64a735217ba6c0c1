"""The member's number is the plan's own.

What is broken
    The member is named by the plan's own number instead of the state's.

Why it matters
    The state finds no member of that number, and denies the encounter.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X7010",
    at=At("NM1*IL", 9),
    fault=(put("NM1*IL", 9, lambda value: f"GV{value[1:8]}"),),
    edits=(
        "ENC:OH-MMIS",
        "X222.121.2010BA.NM109.020",
    ),
)
