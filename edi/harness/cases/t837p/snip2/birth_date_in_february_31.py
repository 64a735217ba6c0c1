"""A birth date does not exist.

What is broken
    The member was born on February 31.

Why it matters
    The member cannot be identified.

What a receiver should answer
    The 999 refuses the transaction and points at the date: invalid date.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="dates", finds="X2022", at=At("DMG", 2), fault=(put("DMG", 2, "19850231"),))
