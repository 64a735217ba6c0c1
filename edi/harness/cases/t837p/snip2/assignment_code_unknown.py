"""The assignment is no code of the guide.

What is broken
    The code for accepting assignment is P, an older version's.

Why it matters
    It says who is paid.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("CLM", 7), fault=(put("CLM", 7, "P"),))
