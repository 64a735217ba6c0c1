"""A claim mixes two versions of diagnoses.

What is broken
    The first diagnosis is of the tenth revision, the second of the ninth.

Why it matters
    A day belongs to one version.

What a receiver should answer
    The 277CA rejects the claim: diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5002",
    at=At("HI", 2, 1),
    fault=(put("HI", 2, "BF:30400"),),
    edits=(
        "EDISS:HI-mix",
        "ENC:NC-mix",
    ),
)
