"""A group has no NPI.

What is broken
    The group is listed without its national number.

Why it matters
    The state holds the list against its own register by that number.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV010",
    at=At("NM1*QV", 9),
    base="provider file",
    fault=(
        put("NM1*QV", 8, ""),
        put("NM1*QV", 9, ""),
    ),
)
