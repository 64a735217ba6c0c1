"""Outreach beside care management on one day.

What is broken
    On one day the member is in care management, and is still being won for it.

Why it matters
    Outreach ends where care management begins.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="ECM and Community Supports",
    finds="X6009",
    at=At("SV1", 1, nth=2),
    base="claim",
    fault=(put("SV1", 1, "HC:G9012:U8", nth=2),),
)
