"""The sex is a code that the guide does not have.

What is broken
    The member's sex is X; the guide has F, M and U.

Why it matters
    Members are identified by it.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("DMG", 3), fault=(put("DMG", 3, "X"),))
