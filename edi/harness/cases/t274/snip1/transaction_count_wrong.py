"""The provider file counts its segments wrong.

What is broken
    The end of the transaction says that it holds one segment fewer than there are.

Why it matters
    The count is what proves that nothing was lost.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="X1037",
    at=At("SE", 1),
    base="provider file",
    fault=(put("SE", 1, plus(-1)),),
    recounts=False,
)
