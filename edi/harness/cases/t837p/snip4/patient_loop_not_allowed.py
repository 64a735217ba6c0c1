"""The member is the patient, and another patient follows.

What is broken
    The insured is marked as being the patient, and yet a patient's level with the claim follows.

Why it matters
    The claim may be filed for the wrong person.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import replace
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4001",
    at=At("HL", nth=3),
    base="claim for a child",
    fault=(replace("SBR", "SBR*P*18*******MC"),),
)
