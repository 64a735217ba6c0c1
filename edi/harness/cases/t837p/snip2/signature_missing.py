"""Nothing says whether the provider signed.

What is broken
    The code for the provider's signature is empty.

Why it matters
    A claim without it is not attested.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("CLM", 6), fault=(put("CLM", 6, ""),))
