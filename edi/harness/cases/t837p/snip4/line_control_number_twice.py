"""Two services have one control number.

What is broken
    Both services of the claim carry the same number of the sender.

Why it matters
    Answers come back under that number; nobody can tell which service they mean.

What a receiver should answer
    The 277CA rejects the claim: line control number repeated.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X4012",
    at=At("REF*6R", 2, nth=2),
    prepare=(put("REF*6R", 2, "SAME1"),),
    fault=(put("REF*6R", 2, "SAME1", nth=2),),
    edits=("STEDI:licn-unique",),
)
