"""A new claim is marked as a void.

What is broken
    A claim that was never sent before carries the mark of a void.

Why it matters
    Nothing is paid, and nothing is taken back.

What a receiver should answer
    The 277CA rejects the claim: the payer's claim number is missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X4013",
    at=At("CLM", 5, 3),
    base="claim",
    fault=(put("CLM", 5, "8", 3),),
    edits=("ENC:DHCS-F8",),
)
