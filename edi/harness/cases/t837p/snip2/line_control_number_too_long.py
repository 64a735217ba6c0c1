"""A line control number is too long.

What is broken
    The number that the sender gave a service has 51 characters; 50 is the limit.

Why it matters
    Answers come back under a number that was cut.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X2019",
    at=At("REF*6R", 2),
    fault=(put("REF*6R", 2, "L" * 51),),
    edits=("STEDI:licn-30",),
)
