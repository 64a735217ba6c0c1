"""Claim or encounter is no code of the guide.

What is broken
    The code that tells claims (CH) from encounters (RP) is XX.

Why it matters
    One is paid, the other is only counted.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("BHT", 6), fault=(put("BHT", 6, "XX"),))
