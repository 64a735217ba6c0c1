"""The member is not the patient, and no patient follows.

What is broken
    Nothing says that the insured is the patient, and no patient's level follows.

Why it matters
    Nobody can tell whom the service was for.

What a receiver should answer
    The 277CA rejects the claim: its form is invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4002", at=At("SBR*S", 2), fault=(put("SBR", 2, ""),))
