"""The oldest age is impossible.

What is broken
    The site takes members up to 130 years.

Why it matters
    A slip of the keyboard, or a limit that was never set.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="PV021", at=At("PDI", 3), base="provider file", fault=(put("PDI", 3, "130"),)
)
