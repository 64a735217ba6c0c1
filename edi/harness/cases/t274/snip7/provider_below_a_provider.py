"""A provider hangs on a provider.

What is broken
    The second clinician's level says that it belongs to the first clinician instead of the site.

Why it matters
    The clinician works nowhere.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="PV028", at=At("HL", nth=6), base="provider file", fault=(put("HL", 2, "5", nth=6),)
)
