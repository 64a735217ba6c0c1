"""A line has two services.

What is broken
    The segment of the service stands twice in one line.

Why it matters
    Which of the two is charged is anybody's guess.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2010", at=At("SV1", nth=2), fault=(again("SV1"),))
