"""Encounters are marked as a demand.

What is broken
    The batch of encounters is marked as a demand of one payer on another (31).

Why it matters
    The receiver takes reports only.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="receiver", finds="X7009", at=At("BHT", 6), fault=(put("BHT", 6, "31"),), edits=("EDISSM:M005",)
)
