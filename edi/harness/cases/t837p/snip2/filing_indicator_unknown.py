"""The kind of insurance is no code of the list.

What is broken
    The code for the kind of insurance is 99.

Why it matters
    It decides which payer takes the claim.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="codes", finds="X2021", at=At("SBR", 9), fault=(put("SBR", 9, "99"),), edits=("CEDI:A7:480",))
