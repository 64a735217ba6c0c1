"""The member's number has lost its letter.

What is broken
    The member's number ends after eight digits; a CIN is a 9, seven digits and a letter.

Why it matters
    The state finds no member of that number, and denies the encounter.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X7010",
    at=At("NM1*IL", 9),
    fault=(put("NM1*IL", 9, lambda value: value[:8]),),
    edits=("X222.121.2010BA.NM109.020",),
)
