"""A group is closed twice.

What is broken
    The closing segment of the group stands twice.

Why it matters
    The second one closes something that was never opened; its beginning may be lost.

What a receiver should answer
    The receiver refuses the interchange or the group.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1028", at=At("/GE", nth=2), fault=(again("GE"),), also=("X2010",))
