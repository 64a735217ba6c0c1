"""Encounters are marked as claims.

What is broken
    The batch of encounters is marked as claims to be paid (CH) instead of a report (RP).

Why it matters
    The receiver would pay what the plan has paid already.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="receiver", finds="X7009", at=At("BHT", 6), fault=(put("BHT", 6, "CH"),), edits=("EDISSM:M005",)
)
