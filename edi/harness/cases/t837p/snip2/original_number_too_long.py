"""The number of the original is too long.

What is broken
    The receiver's number of the original has 51 characters; 50 is the limit.

Why it matters
    A number that was cut finds nothing.

What a receiver should answer
    The 999 refuses the transaction: element too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X2019",
    at=At("REF*F8", 2),
    base="replacement",
    fault=(put("REF*F8", 2, "4" * 51),),
    edits=("STEDI:maxlen",),
)
