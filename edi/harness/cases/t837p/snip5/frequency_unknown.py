"""The mark of new or corrected is no code of the list.

What is broken
    The claim is neither new (1) nor a replacement (7) nor a void (8), but a 9.

Why it matters
    The receiver does not know what to do with it.

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
    base="claim",
    fault=(put("CLM", 5, "9", 3),),
    edits=("STEDI:freq",),
)
