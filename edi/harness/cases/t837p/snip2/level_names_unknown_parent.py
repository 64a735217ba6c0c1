"""A level hangs on a level that does not exist.

What is broken
    The member's level says that it belongs to level 9; there is none.

Why it matters
    Nobody can tell which agency the member's claims belong to.

What a receiver should answer
    The 999 refuses the transaction and points at the parent's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2003", at=At("HL*2", 2), fault=(put("HL*2", 2, "9"),))
