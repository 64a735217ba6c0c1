"""A claim has the number of an earlier one.

What is broken
    A new claim carries the number of a claim that was sent in an earlier file, for other days. The file before was
    sent and taken.

Why it matters
    Answers come back under that number; nobody can tell which claim they mean.

What a receiver should answer
    The 277CA rejects the claim: the claim's identifier.
"""

from __future__ import annotations

from edi.harness.faults import as_new, other_id, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates", finds="X7002", at=At("CLM", 1), fault=(put("CLM", 1, other_id),), earlier=(as_new,)
)
