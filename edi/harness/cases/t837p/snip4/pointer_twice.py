"""A service points at one diagnosis twice.

What is broken
    A service names the first diagnosis twice.

Why it matters
    It was probably meant to name another one as well.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4010", at=At("SV1", 7, 2), fault=(put("SV1", 7, "1:1"),))
