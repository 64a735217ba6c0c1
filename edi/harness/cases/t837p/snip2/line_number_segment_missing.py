"""A service line does not begin with its number.

What is broken
    The segment with the number of the second service is missing, so that its content seems to belong to the first.

Why it matters
    Two services melt into one.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("SV1", nth=2), fault=(drop("LX", nth=2),))
