"""The youngest age is above the oldest.

What is broken
    The site takes members from 64 to 18 years.

Why it matters
    Nobody fits.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV021",
    at=At("PDI", 2),
    base="provider file",
    fault=(
        put("PDI", 2, "64"),
        put("PDI", 3, "18"),
    ),
)
