"""A correction is marked with a hospital's code.

What is broken
    A correction is marked as late charges (5), which only hospital claims know.

Why it matters
    The receiver does not know whether to replace or to add.

What a receiver should answer
    The 277CA rejects the claim: frequency code invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X5015",
    at=At("CLM", 5, 3),
    base="replacement",
    fault=(put("CLM", 5, "5", 3),),
    also=("X4014",),
    edits=("STEDI:freq",),
)
