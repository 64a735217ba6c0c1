"""A letter with an accent stands in a name.

What is broken
    The member's name holds an e with an accent, which is in none of the two sets of characters of X12.

Why it matters
    Every system on the way may read another letter from it, and the name no longer matches.

What a receiver should answer
    The 999 points at the name: invalid character.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="characters",
    finds="X1039",
    at=At("NM1*IL", 3),
    fault=(put("NM1*IL", 3, with_end("\xe9")),),
    answers=(Answer("999", "IK403:6"),),
)
