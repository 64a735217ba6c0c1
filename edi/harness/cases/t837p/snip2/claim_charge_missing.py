"""A claim has no total.

What is broken
    The total charge of the claim is empty.

Why it matters
    What is claimed cannot be checked or paid.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("CLM", 2), fault=(put("CLM", 2, ""),))
