"""A service has no charge.

What is broken
    The charge of the first service is empty; free services say 0.

Why it matters
    The total no longer follows from the lines.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("SV1", 2), fault=(put("SV1", 2, ""),))
