"""A contract is over.

What is broken
    A site's contract ended before the month that the file reports.

Why it matters
    A site that is no longer in the network is left out.

What a receiver should answer
    Take the site; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV020",
    at=At("DTP*093", 3),
    base="provider file",
    fault=(insert("DTP*093*D8*20260228", after="DTP", nth=2),),
)
