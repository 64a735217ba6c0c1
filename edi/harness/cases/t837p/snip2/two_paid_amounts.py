"""Another payer paid twice.

What is broken
    The amount that the other payer paid stands twice.

Why it matters
    Nobody can tell whether they add up.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2010", at=At("AMT*D", nth=2), fault=(again("AMT*D"),))
