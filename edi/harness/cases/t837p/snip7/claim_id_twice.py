"""Two claims have one number.

What is broken
    Two claims with different services carry the same number of the sender.

Why it matters
    Answers come back under that number; nobody can tell which claim they mean.

What a receiver should answer
    The 277CA rejects the claim: the claim's identifier.
"""

from __future__ import annotations

from edi.harness.faults import as_new, copy_claim, other_id, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7002",
    at=At("CLM", 1, nth=2),
    prepare=(copy_claim(as_new),),
    fault=(put("CLM", 1, other_id, nth=2),),
)
