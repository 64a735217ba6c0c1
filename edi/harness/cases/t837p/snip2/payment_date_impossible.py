"""The day of a payment does not exist.

What is broken
    The other payer decided on February 30.

Why it matters
    Time limits count from this day.

What a receiver should answer
    The 999 refuses the transaction and points at the date: invalid date.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2022", at=At("DTP*573", 3), fault=(put("DTP*573", 3, "20260230"),))
