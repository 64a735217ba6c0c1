"""The other payer is not named.

What is broken
    The claim says that another payer has paid, and does not say which.

Why it matters
    What was paid cannot be checked against anybody.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2008", at=At("LX"), fault=(drop("/NM1*PR", nth=2),))
