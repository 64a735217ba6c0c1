"""An element that is not used is filled.

What is broken
    The third element of the claim, which the guide does not use, holds a code of an older version.

Why it matters
    A receiver may take it for something else.

What a receiver should answer
    The 999 refuses the transaction and points at the element: not used element present.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2016", at=At("CLM", 3), fault=(put("CLM", 3, "MC"),))
