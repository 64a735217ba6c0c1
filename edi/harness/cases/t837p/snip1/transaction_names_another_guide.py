"""Group and transaction name different guides.

What is broken
    The group says that it follows the guide of professional claims, the transaction says institutional claims.

Why it matters
    The receiver cannot know by which rules to read the claims.

What a receiver should answer
    The 999 refuses the transaction: invalid implementation convention.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1041",
    at=At("ST", 3),
    fault=(put("ST", 3, "005010X223A2"),),
    edits=("ENC:MI-20010",),
    answers=(
        Answer("999", "IK502:19"),
        Answer("999", "IK502:I6"),
    ),
)
