"""The agency's NPI has a wrong digit.

What is broken
    The last digit of the agency's national number is wrong; it is a check digit, so that this can be seen.

Why it matters
    The number is how the payer finds the provider; another number is another provider, or none.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's NPI.
"""

from __future__ import annotations

from edi.harness.faults import other_digit, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X5001",
    at=At("NM1*85", 9),
    fault=(put("NM1*85", 9, other_digit),),
    edits=(
        "X222.087.2010AA.NM109.030",
        "STEDI:npi",
    ),
)
