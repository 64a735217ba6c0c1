"""The repetition separator is a letter.

What is broken
    The header declares the letter U as the sign between repeated values, as in the version before 5010.

Why it matters
    Every value with a U in it may be cut in two.

What a receiver should answer
    A TA1 with 026 or 022, or a warning.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="separators",
    finds="X1043",
    at=At("ISA", 11),
    fault=(put("ISA", 11, "U"),),
    answers=(
        Answer("TA1", "TA105:026"),
        Answer("TA1", "TA105:022"),
    ),
)
