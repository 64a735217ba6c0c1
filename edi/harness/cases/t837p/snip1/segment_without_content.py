"""A segment has no content.

What is broken
    A segment for further facts about the patient holds nothing but its own name.

Why it matters
    It says nothing and is not allowed; what it should have said is lost.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X1014", at=At("PAT"), fault=(insert("PAT", after="SBR"),))
