"""An NPI begins with a 3.

What is broken
    National numbers of providers begin with 1 or 2; this one begins with 3.

Why it matters
    The number is how the payer finds the provider; another number is another provider, or none.

What a receiver should answer
    The 277CA rejects the claim: the rendering provider's NPI.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X5001",
    at=At("NM1*82", 9),
    fault=(put("NM1*82", 9, "3000000004"),),
    edits=("STEDI:npi",),
)
