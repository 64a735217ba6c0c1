"""A claim's number stands again in another interchange.

What is broken
    Two interchanges of one file hold different claims under one number.

Why it matters
    Answers come back under that number; nobody can tell which claim they mean.

What a receiver should answer
    The 277CA rejects the claim: the claim's identifier.
"""

from __future__ import annotations

from edi.harness.faults import another_interchange, as_new, other_id, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7002",
    at=At("/CLM", 1, nth=2),
    prepare=(another_interchange(as_new, put("ISA", 13, "000000002"), put("IEA", 2, "000000002")),),
    fault=(put("/CLM", 1, other_id, nth=2),),
)
