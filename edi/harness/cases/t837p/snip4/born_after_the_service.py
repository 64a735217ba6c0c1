"""The member was born after the service.

What is broken
    The member's birth date lies after the day of service, as it happens when a parent's claim gets a child's date.

Why it matters
    The service was given to somebody else.

What a receiver should answer
    The 277CA rejects the claim: relation between birth date and date of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates", finds="X4023", at=At("DMG", 2), fault=(put("DMG", 2, "20260401"),), edits=("MN:PW00006",)
)
