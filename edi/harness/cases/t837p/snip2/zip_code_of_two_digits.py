"""A ZIP code is too short.

What is broken
    The ZIP code of the agency has two digits.

Why it matters
    The place cannot be found.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too short.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="identifiers", finds="X2018", at=At("N4", 3), fault=(put("N4", 3, "94"),), also=("X4016",))
