"""A service has no date.

What is broken
    The first service does not say when it was given.

Why it matters
    Every limit, price and code depends on the day.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("REF*6R"), fault=(drop("DTP*472"),))
