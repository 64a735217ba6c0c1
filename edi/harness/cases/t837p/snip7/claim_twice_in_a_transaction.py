"""A claim stands twice in a file.

What is broken
    The same claim, number and all, stands twice.

Why it matters
    Paid twice, or denied twice.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import copy_claim
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7002",
    at=At("CLM", 1, nth=2),
    fault=(copy_claim(),),
    also=("X7001",),
    edits=(
        "ENC:IEHP-53",
        "NGSB:A3:78",
    ),
)
