"""A name ends in blanks.

What is broken
    Three spaces stand behind the member's last name, as a field of fixed width leaves them.

Why it matters
    A program that compares names letter by letter finds nobody.

What a receiver should answer
    The 999 points at the name, or the receiver takes the blanks away and warns.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="characters", finds="X2020", at=At("NM1*IL", 3), fault=(put("NM1*IL", 3, with_end("   ")),))
