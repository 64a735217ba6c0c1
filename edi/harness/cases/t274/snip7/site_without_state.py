"""A site has no state.

What is broken
    The site's address has street, city and ZIP code and no state.

Why it matters
    How far members have to travel is reckoned from the address.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="PV016", at=At("N4", 2), base="provider file", fault=(put("N4", 2, ""),)
)
