"""A replacement's original has no number.

What is broken
    The segment for the receiver's number of the original is there, and the number is missing.

Why it matters
    The receiver cannot find what is to be replaced.

What a receiver should answer
    The 999 refuses the transaction: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X2015",
    at=At("REF*F8", 2),
    base="replacement",
    fault=(put("REF*F8", 2, ""),),
    edits=("ENC:DHCS-F8",),
)
