"""Two separators are the same sign.

What is broken
    The header declares the colon for two different purposes.

Why it matters
    Nobody can tell which of the two a colon in a value means.

What a receiver should answer
    A TA1 with 026 or 027.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="separators",
    finds="X1044",
    at=At("ISA", 11),
    fault=(put("ISA", 11, ":"),),
    answers=(
        Answer("TA1", "TA105:026"),
        Answer("TA1", "TA105:027"),
        Answer("TA1", "TA105:024"),
    ),
)
