"""The group's date does not exist.

What is broken
    The group says that it was made on day 40 of month 13.

Why it matters
    Files are sorted and found by this date.

What a receiver should answer
    The 999 refuses the transaction and points at the date: invalid date.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2022", at=At("GS", 4), fault=(put("GS", 4, "20261340"),))
