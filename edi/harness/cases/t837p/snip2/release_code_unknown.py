"""The release is no code of the guide.

What is broken
    The code for the release of information is N; the guide has I and Y.

Why it matters
    Without release the data may not be passed on.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("CLM", 9), fault=(put("CLM", 9, "N"),))
