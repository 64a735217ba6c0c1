"""An authorization number is too long.

What is broken
    The authorization number has 51 characters; 50 is the limit.

Why it matters
    It is cut, and no longer found.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2019", at=At("REF*G1", 2), fault=(put("REF*G1", 2, "A" * 51),), edits=("STEDI:maxlen",)
)
