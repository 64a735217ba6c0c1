"""A payer paid after the file was sent.

What is broken
    The plan's decision is dated twenty years after the file.

Why it matters
    What was not decided yet cannot be reported.

What a receiver should answer
    The 277CA rejects the claim: payment date in the future.
"""

from __future__ import annotations

from edi.harness.faults import days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X7004",
    at=At("DTP*573", 3),
    fault=(put("DTP*573", 3, days(7305)),),
    edits=(
        "ENC:HPSJ-03",
        "DRC:573F",
    ),
)
