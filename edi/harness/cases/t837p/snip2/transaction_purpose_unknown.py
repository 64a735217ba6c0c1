"""The purpose of the transaction is no code of the guide.

What is broken
    The transaction says purpose 22; the guide has 00 (new) and 18 (sent again).

Why it matters
    The receiver cannot tell new claims from repeated ones.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("BHT", 2), fault=(put("BHT", 2, "22"),))
