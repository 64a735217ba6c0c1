"""A claim number is too long.

What is broken
    The number of the claim has 39 characters; 38 is the limit, and receivers need keep only 20.

Why it matters
    Answers come back under a number that was cut.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X2019",
    at=At("CLM", 1),
    fault=(put("CLM", 1, lambda value: f"{value:0<39}"),),
    edits=("STEDI:pcn-20",),
)
