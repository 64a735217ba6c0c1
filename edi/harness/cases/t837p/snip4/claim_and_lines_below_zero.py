"""A claim and its service ask for less than nothing.

What is broken
    A service is charged below zero, and the total follows it.

Why it matters
    A claim is taken back with a void, not with a negative charge.

What a receiver should answer
    The 277CA rejects the claim: submitted charges below zero.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="balancing",
    finds="X4031",
    at=At("CLM", 2),
    base="claim",
    prepare=(
        put("SV1", 2, "0"),
        put("SV1", 2, "0", nth=2),
        put("CLM", 2, "0"),
    ),
    fault=(
        put("CLM", 2, "-15"),
        put("SV1", 2, "-15"),
    ),
    also=("X4032",),
    edits=(
        "MN:PW00007",
        "STEDI:line-negative",
    ),
)
