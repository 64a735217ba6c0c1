"""The patient has no birth date.

What is broken
    The member is the patient, and the segment with birth date and sex is missing.

Why it matters
    The member is found by number and birth date together.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's date of birth is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4004", at=At("NM1*IL"), fault=(drop("DMG"),))
