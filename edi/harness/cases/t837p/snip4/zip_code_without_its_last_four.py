"""The agency's ZIP code has five digits.

What is broken
    The ZIP code of the agency that bills has five digits; nine are required.

Why it matters
    Prices may depend on the place, down to the street.

What a receiver should answer
    The 277CA rejects the claim: the billing provider's ZIP code.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4016",
    at=At("N4", 3),
    fault=(put("N4", 3, lambda value: value[:5]),),
    edits=("TEBRA:ZIP",),
)
