"""A level announces a level that does not come.

What is broken
    The member's level says that a patient's level follows; none does.

Why it matters
    A reader waits for the patient, and may take the next member for it.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4005", at=At("HL*2", 4), fault=(put("HL*2", 4, "1"),))
