"""Place of service has a part too many.

What is broken
    The group of place, qualifier and frequency has a fourth part.

Why it matters
    The receiver does not know what it should mean.

What a receiver should answer
    The 999 refuses the transaction and points at the group: too many components.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2014", at=At("CLM", 5), fault=(put("CLM", 5, with_end(":1")),))
