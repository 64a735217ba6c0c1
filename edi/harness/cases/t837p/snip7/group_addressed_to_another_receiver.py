"""The group names another receiver.

What is broken
    The group is addressed to another receiver than the header around it.

Why it matters
    Inside the receiver's house the file goes to the wrong place.

What a receiver should answer
    A 277CA: sent to the wrong payer, or a rejection of the group.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="receiver", finds="X7011", at=At("GS", 3), fault=(put("GS", 3, "ANOTHER"),))
