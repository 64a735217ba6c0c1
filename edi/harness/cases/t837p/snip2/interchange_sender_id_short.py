"""The sender's id of the group is too short.

What is broken
    The sender's id in the group has one character; the least is two.

Why it matters
    The sender cannot be found.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too short.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="identifiers", finds="X2018", at=At("GS", 2), base="claim", fault=(put("GS", 2, "1"),))
