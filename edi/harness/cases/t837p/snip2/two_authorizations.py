"""A claim has two authorizations.

What is broken
    The authorization number stands twice in the claim.

Why it matters
    The guide has one; the second is lost or replaces the first.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2010", at=At("REF*G1", nth=2), fault=(again("REF*G1"),))
