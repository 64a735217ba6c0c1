"""A note is too long.

What is broken
    A note of the claim has 81 characters; 80 is the limit.

Why it matters
    The end of the note is lost.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X2019",
    at=At("NTE", 2),
    prepare=(insert("NTE*ADD*VISIT AT HOME", before="HI"),),
    fault=(put("NTE", 2, "N" * 81),),
    edits=("STEDI:maxlen",),
)
