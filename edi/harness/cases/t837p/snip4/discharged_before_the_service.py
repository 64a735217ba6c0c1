"""The member was discharged before the service.

What is broken
    The member left the hospital before the service that was given there.

Why it matters
    One of the two dates is wrong.

What a receiver should answer
    The 277CA rejects the claim: discharge date and date of service.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X4025",
    at=At("DTP*096", 3),
    fault=(insert("DTP*096*D8*20260101", after="CLM"),),
    edits=("ENC:HPSJ-08",),
)
