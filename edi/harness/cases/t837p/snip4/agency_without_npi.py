"""The agency has no NPI.

What is broken
    The agency that bills is named without its national number.

Why it matters
    Only providers outside of health care may have none; then the payer's own number stands in its place.

What a receiver should answer
    A receiver that gives no numbers of its own rejects the claim; others take it.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X4011",
    at=At("NM1*85", 9),
    fault=(
        put("NM1*85", 8, ""),
        put("NM1*85", 9, ""),
    ),
    edits=(
        "STEDI:bill-noid",
        "MN:PW00001",
    ),
)
