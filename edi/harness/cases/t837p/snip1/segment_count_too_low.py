"""The transaction counts its segments wrong.

What is broken
    The end of the transaction says that it holds one segment fewer than there are.

Why it matters
    The count is what proves that nothing was lost or added on the way.

What a receiver should answer
    The 999 refuses the transaction: segment count mismatch.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1037", at=At("SE", 1), fault=(put("SE", 1, plus(-1)),), recounts=False)
