"""A provider has no last name.

What is broken
    A clinician is listed by first name alone.

Why it matters
    The list is printed for members who look for a doctor.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV015",
    at=At("NM1*1P", 3),
    base="provider file",
    fault=(put("NM1*1P", 3, ""),),
    also=("X2015",),
)
