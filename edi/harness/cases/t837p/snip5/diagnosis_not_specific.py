"""A diagnosis lacks digits.

What is broken
    The principal diagnosis is Z59, the heading of a group; Z59.01 and others below it are codes.

Why it matters
    Headings are not billable.

What a receiver should answer
    The 277CA rejects the claim: principal diagnosis code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5004",
    at=At("HI", 1, 2),
    fault=(put("HI", 1, "ABK:Z59"),),
    edits=(
        "CEDI:A7:254",
        "ENC:NC-01757",
    ),
)
