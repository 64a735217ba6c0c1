"""The header's date does not exist.

What is broken
    The header says that the file was made on day 40 of month 13.

Why it matters
    Files are sorted and found by this date.

What a receiver should answer
    A TA1 with 014, invalid date.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2022", at=At("ISA", 9), fault=(put("ISA", 9, "261340"),))
