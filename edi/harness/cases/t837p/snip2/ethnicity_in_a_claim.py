"""A group of values that is not used is filled.

What is broken
    The member's ethnicity is given, which a claim has no place for.

Why it matters
    What the guide does not use may not be sent; it is more than the receiver may know.

What a receiver should answer
    The 999 refuses the transaction and points at the element: not used element present.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2013", at=At("DMG", 5), fault=(put("DMG", 5, ":RET:2106-3"),))
