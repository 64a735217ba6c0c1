"""A provider has no specialty.

What is broken
    A clinician is listed without a code of the specialty.

Why it matters
    The state derives the kind of provider from it; without one the provider counts for nothing.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="PV013", at=At("HL", nth=5), base="provider file", fault=(drop("LQ", nth=3),)
)
