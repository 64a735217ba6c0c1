"""A site closes before it opens.

What is broken
    The site opens at 8:00 and closes at 7:00.

Why it matters
    Members are told the hours.

What a receiver should answer
    Take the site; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="PV022", at=At("WS", 1), base="provider file", fault=(put("WS", 3, "0700"),)
)
