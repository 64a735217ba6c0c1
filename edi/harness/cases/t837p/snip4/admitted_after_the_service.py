"""The member was admitted after the service.

What is broken
    The admission to hospital lies after the service that was given there.

Why it matters
    One of the two dates is wrong.

What a receiver should answer
    The 277CA rejects the claim: admission date and date of service.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X4024",
    at=At("DTP*435", 3),
    fault=(insert("DTP*435*D8*20260501", after="CLM"),),
    edits=("ENC:HPSJ-05",),
)
