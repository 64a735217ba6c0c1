"""A taxonomy has the wrong form.

What is broken
    The code of the agency's specialty has four characters; such codes have ten and end in X.

Why it matters
    The specialty decides what may be billed.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's specialty code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X5009",
    at=At("PRV", 3),
    fault=(put("PRV", 3, "251B"),),
    edits=(
        "STEDI:taxo-form",
        "X222.083.2000A.PRV03.020",
    ),
)
