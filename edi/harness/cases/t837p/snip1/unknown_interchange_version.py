"""The header names another version of the envelope.

What is broken
    The header says version 00601 of the envelope; professional claims use 00501.

Why it matters
    The version decides how all that follows is read.

What a receiver should answer
    A TA1 with 017, invalid version id.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1017", at=At("ISA", 12), fault=(put("ISA", 12, "00601"),), edits=("STU:ISA12",)
)
