"""A specialty is in no list.

What is broken
    The code of a clinician's specialty has the right form and does not exist.

Why it matters
    A specialty that the state does not know counts as nothing.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV014",
    at=At("LQ", 2, nth=3),
    base="provider file",
    fault=(put("LQ", 2, "207Q00001X", nth=3),),
)
