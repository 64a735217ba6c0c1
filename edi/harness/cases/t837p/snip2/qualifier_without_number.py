"""A kind of number without the number.

What is broken
    The person who gave the service is said to be named by NPI, and the NPI is missing.

Why it matters
    The person cannot be found.

What a receiver should answer
    The 999 refuses the transaction and points at the segment: conditional element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2026", at=At("NM1*82", 8), fault=(put("NM1*82", 9, ""),), edits=("INS:P0809",)
)
