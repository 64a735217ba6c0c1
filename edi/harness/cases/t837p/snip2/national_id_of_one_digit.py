"""The member's number is too short.

What is broken
    The member's number has one character.

Why it matters
    The member cannot be found.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too short.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2018", at=At("NM1*IL", 9), fault=(put("NM1*IL", 9, "9"),), also=("X7010",)
)
