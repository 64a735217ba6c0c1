"""A service line has the wrong number.

What is broken
    The two services of a claim are numbered 1 and 3.

Why it matters
    Answers name a service by its number; a skipped number looks like a lost service.

What a receiver should answer
    The 999 refuses the transaction and points at the line's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2004", at=At("LX", 1, nth=2), fault=(put("LX", 1, "3", nth=2),))
