"""The principal diagnosis stands twice.

What is broken
    The segment with the diagnoses stands twice in the claim.

Why it matters
    A claim has one principal diagnosis.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2010", at=At("HI", nth=2), fault=(again("HI"),), edits=("EDISS:HI-repeat",)
)
