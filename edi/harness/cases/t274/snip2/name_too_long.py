"""A group's name is too long.

What is broken
    The group's name has 61 characters; 60 is the limit.

Why it matters
    It is cut somewhere on the way, and no longer matches.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X2019", at=At("NM1*QV", 3), base="provider file", fault=(put("NM1*QV", 3, "G" * 61),)
)
