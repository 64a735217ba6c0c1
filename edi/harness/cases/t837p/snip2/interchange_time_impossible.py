"""The header's time does not exist.

What is broken
    The header says that the file was made at 24:60.

Why it matters
    Files of one day are sorted by their time.

What a receiver should answer
    A TA1 with 015, invalid time.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2023", at=At("ISA", 10), fault=(put("ISA", 10, "2460"),))
