"""The agency's street is a post office box.

What is broken
    The agency's address is a post office box; a street is required.

Why it matters
    The address says where the agency is, not where it gets its letters.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4017",
    at=At("N3", 1),
    fault=(put("N3", 1, "PO Box 12"),),
    edits=("X222.087.2010AA.N302.060",),
)
