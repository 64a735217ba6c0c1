"""What the patient paid has a fraction of a cent.

What is broken
    The amount that the patient paid is 3.335.

Why it matters
    Nobody can pay half a cent; each receiver rounds in its own way.

What a receiver should answer
    The 999 refuses the transaction and points at the amount.
"""

from __future__ import annotations

from edi.harness.faults import insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="balancing",
    finds="X2027",
    at=At("AMT*F5", 2),
    base="claim",
    prepare=(insert("AMT*F5*3.33", after="CLM"),),
    fault=(put("AMT*F5", 2, "3.335"),),
)
