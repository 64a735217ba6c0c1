"""A replacement does not say what it replaces.

What is broken
    The claim is marked as a replacement, and the receiver's number of the claim that it replaces is missing.

Why it matters
    Both claims stay in force, and the service is counted twice.

What a receiver should answer
    The 277CA rejects the claim: the payer's claim number is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections",
    finds="X4013",
    at=At("CLM", 5, 3),
    base="replacement",
    fault=(drop("REF*F8"),),
    edits=("ENC:DHCS-F8",),
)
