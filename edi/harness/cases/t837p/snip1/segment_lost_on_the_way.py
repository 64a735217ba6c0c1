"""A segment was lost on the way.

What is broken
    One segment of a claim was lost; all that is left is valid, only the count at the end does not fit any more.

Why it matters
    What was lost here is a record number. It could as well have been a service.

What a receiver should answer
    The 999 refuses the transaction: segment count mismatch.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1037", at=At("SE", 1), fault=(drop("REF*EA"),), recounts=False)
