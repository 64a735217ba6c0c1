"""A contract ends before it starts.

What is broken
    A site's contract ends a day before it begins.

Why it matters
    The site was never in the network.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV019",
    at=At("DTP*093", 3),
    base="provider file",
    fault=(insert("DTP*093*D8*20241231", after="DTP", nth=2),),
)
