"""A claim to a plan stands twice in a file.

What is broken
    A claim to a plan, number and all, stands twice.

Why it matters
    Paid twice, or denied twice; every receiver refuses the second.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a previously processed claim.
"""

from __future__ import annotations

from edi.harness.faults import copy_claim
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7012",
    at=At("CLM", 1, nth=2),
    base="claim",
    fault=(copy_claim(),),
    edits=("NGSB:A3:78",),
)
