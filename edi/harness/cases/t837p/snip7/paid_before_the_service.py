"""A payer paid before the service.

What is broken
    The plan decided on a service before it was given.

Why it matters
    One of the two dates is wrong.

What a receiver should answer
    The 277CA rejects the claim: payment date and date of service.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X7003",
    at=At("DTP*573", 3),
    fault=(put("DTP*573", 3, "20260105"),),
    edits=(
        "ENC:HPSJ-02",
        "ENC:HPSJ-13",
    ),
)
