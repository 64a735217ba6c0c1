"""A void does not say what it voids.

What is broken
    The claim is marked as a void, and the receiver's number of the claim that it takes back is missing.

Why it matters
    The claim that should be taken back stays in force.

What a receiver should answer
    The 277CA rejects the claim: the payer's claim number is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections", finds="X4013", at=At("CLM", 5, 3), base="void", fault=(drop("REF*F8"),), edits=("ENC:DHCS-F8",)
)
