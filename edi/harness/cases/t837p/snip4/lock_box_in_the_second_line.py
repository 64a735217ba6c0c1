"""A post office box stands in the second line.

What is broken
    The agency's address has a street and, in its second line, a post office box.

Why it matters
    Receivers look for the box in both lines.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's address.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4017",
    at=At("N3", 2),
    fault=(put("N3", 2, "P.O. Box 900"),),
    edits=("X222.087.2010AA.N302.060",),
)
