"""The group's time does not exist.

What is broken
    The group was made at 99:30.

Why it matters
    Files of one day are sorted by their time.

What a receiver should answer
    The 999 refuses the transaction and points at the time: invalid time.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2023", at=At("GS", 5), fault=(put("GS", 5, "9930"),))
