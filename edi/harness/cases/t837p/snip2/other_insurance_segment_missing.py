"""Another insurance without its release.

What is broken
    The other payer's section lacks the segment on assignment and release of information.

Why it matters
    Without release the data may not be passed on.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("NM1*IL", nth=2), fault=(drop("OI"),))
