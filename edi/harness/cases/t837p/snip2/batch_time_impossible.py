"""The time of the batch does not exist.

What is broken
    The batch was made at 25:61.

Why it matters
    Files of one day are sorted by their time.

What a receiver should answer
    The 999 refuses the transaction and points at the time: invalid time.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2023", at=At("BHT", 5), fault=(put("BHT", 5, "2561"),))
