"""A site has no address.

What is broken
    The site is listed without any address.

Why it matters
    How far members have to travel is reckoned from it.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV016",
    at=At("HL", nth=4),
    base="provider file",
    fault=(drop("NX1", count=3),),
    also=("X2008",),
)
