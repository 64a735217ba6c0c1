"""A void is marked as a new claim.

What is broken
    A claim that should be taken back is sent again, with its number at the receiver, and marked as new.

Why it matters
    Instead of being taken back the service is counted twice.

What a receiver should answer
    A receiver may reject it as a duplicate, or warn.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="corrections", finds="X4014", at=At("REF*F8"), base="void", fault=(put("CLM", 5, "1", 3),))
