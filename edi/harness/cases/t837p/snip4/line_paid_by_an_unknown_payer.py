"""A line was paid by a payer that the claim does not name.

What is broken
    The first service says that payer 999 paid it; the claim knows no such payer.

Why it matters
    The payment cannot be held against anybody.

What a receiver should answer
    The 277CA rejects the claim: the other payer's id is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="coordination of benefits", finds="X4006", at=At("SVD", 1), fault=(put("SVD", 1, "999"),))
