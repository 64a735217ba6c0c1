"""The place is marked as a hospital's bill type.

What is broken
    The place of service is marked as a bill type of hospitals (A) instead of a place (B).

Why it matters
    The same two digits mean another place.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X2021", at=At("CLM", 5, 2), fault=(put("CLM", 5, lambda value: value.replace(":B:", ":A:")),)
)
