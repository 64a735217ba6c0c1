"""A whole claim to a plan was sent before.

What is broken
    The claim, number and all, was already sent to the plan in an earlier file. The file before was sent and taken.

Why it matters
    Paid twice, or denied twice; every receiver refuses the second.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a previously processed claim.
"""

from __future__ import annotations

from edi.harness.faults import as_new
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7012",
    at=At("CLM", 1),
    base="claim",
    fault=(as_new,),
    earlier=(as_new,),
    edits=("NGSB:A3:78",),
)
