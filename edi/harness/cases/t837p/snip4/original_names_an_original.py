"""A correction is marked as a new claim.

What is broken
    The claim names the receiver's number of an earlier claim, and is marked as new.

Why it matters
    The receiver takes it for a second claim of the same service.

What a receiver should answer
    A receiver may reject it as a duplicate, or warn.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections", finds="X4014", at=At("REF*F8"), base="replacement", fault=(put("CLM", 5, "1", 3),)
)
