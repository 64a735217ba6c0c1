"""A service has fewer than zero units.

What is broken
    The first service was given minus one time, as a credit in a spreadsheet.

Why it matters
    A service is taken back with a void, not with negative units.

What a receiver should answer
    The 277CA rejects the claim: units of service invalid.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations", finds="X4020", at=At("SV1", 4), fault=(put("SV1", 4, "-1"),), edits=("STEDI:units-zero",)
)
