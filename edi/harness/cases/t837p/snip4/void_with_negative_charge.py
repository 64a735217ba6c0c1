"""A void carries a negative charge.

What is broken
    The claim that is taken back has its charge with a minus before it.

Why it matters
    A void repeats the charge as it was; its mark takes it back.

What a receiver should answer
    The 277CA rejects the claim: submitted charges below zero.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X4031",
    at=At("CLM", 2),
    base="void",
    fault=(put("CLM", 2, lambda value: f"-{value}"),),
    also=("X3001",),
    edits=("MN:PW00007",),
)
