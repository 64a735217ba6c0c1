"""A replacement counts in days as a hospital does.

What is broken
    The corrected service is counted in days (DA), which professional claims do not know.

Why it matters
    A correction is judged as strictly as a new claim.

What a receiver should answer
    The 999 refuses the transaction: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections", finds="X2021", at=At("SV1", 3), base="replacement", fault=(put("SV1", 3, "DA"),)
)
