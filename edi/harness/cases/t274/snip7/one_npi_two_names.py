"""One NPI has two names.

What is broken
    Two clinicians of different names carry the same national number.

Why it matters
    One of them is not listed at all.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV012",
    at=At("NM1*1P", 3, nth=2),
    base="provider file",
    prepare=(put("NM1*1P", 9, "1234567893"),),
    fault=(put("NM1*1P", 9, "1234567893", nth=2),),
)
