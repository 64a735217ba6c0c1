"""The NPI of who gave the service has a wrong digit.

What is broken
    The last digit of the person's national number is wrong.

Why it matters
    The number is how the payer finds the provider; another number is another provider, or none.

What a receiver should answer
    The 277CA rejects the claim: the rendering provider's NPI.
"""

from __future__ import annotations

from edi.harness.faults import other_digit, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X5001",
    at=At("NM1*82", 9),
    fault=(put("NM1*82", 9, other_digit),),
    edits=("X222.262.2310B.NM109.030",),
)
