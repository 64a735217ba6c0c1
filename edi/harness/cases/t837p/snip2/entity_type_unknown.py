"""Person or organisation is no code of the guide.

What is broken
    The agency is neither a person (1) nor an organisation (2), but a 3.

Why it matters
    Names of persons and organisations are read differently.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("NM1*85", 2), fault=(put("NM1*85", 2, "3"),))
