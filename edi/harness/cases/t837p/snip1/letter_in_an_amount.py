"""A letter stands in an amount.

What is broken
    The charge of a service is written with the letter O where a digit should be.

Why it matters
    The amount cannot be read; guessing it is forbidden.

What a receiver should answer
    The 999 points at the charge: invalid character.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="characters",
    finds="X1039",
    at=At("SV1", 2),
    fault=(put("SV1", 2, lambda value: "O" + value[1:]),),
    answers=(Answer("999", "IK403:6"),),
)
