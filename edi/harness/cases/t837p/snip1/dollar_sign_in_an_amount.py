"""A dollar sign stands before an amount.

What is broken
    The charge of a service is written with a dollar sign.

Why it matters
    X12 writes the bare number; the amount cannot be read.

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
    fault=(put("SV1", 2, lambda value: "$" + value),),
    answers=(Answer("999", "IK403:6"),),
)
