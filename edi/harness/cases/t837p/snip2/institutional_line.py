"""A hospital's service line in a professional claim.

What is broken
    The second service is written in the form of a hospital claim.

Why it matters
    A professional claim has no place for a revenue code, and the service in its own form is missing.

What a receiver should answer
    The 999 refuses the transaction: one segment is unexpected, another is missing.
"""

from __future__ import annotations

from edi.harness.faults import replace
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure",
    finds="X2005",
    at=At("SV2"),
    fault=(replace("SV1", "SV2*0100*HC:G9012:U2*100*UN*1", nth=2),),
    also=("X2007",),
)
