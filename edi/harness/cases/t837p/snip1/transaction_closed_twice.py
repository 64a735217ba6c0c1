"""A transaction is closed twice.

What is broken
    The closing segment of the transaction stands twice.

Why it matters
    The second one closes something that was never opened; its beginning may be lost.

What a receiver should answer
    The 999 refuses the group or the transaction.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1027", at=At("/SE", nth=2), fault=(again("SE"),), recounts=False, also=("X2010",)
)
