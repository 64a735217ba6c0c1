"""A service has two dates.

What is broken
    The date of service stands twice in one line.

Why it matters
    A service over several days is written as a range, not as two days.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2010", at=At("DTP*472", nth=2), fault=(again("DTP*472"),))
