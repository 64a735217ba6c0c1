"""A site's NPI has a wrong digit.

What is broken
    The last digit of the site's national number is wrong.

Why it matters
    Another number is another site, or none.

What a receiver should answer
    The state sends a report of its own that refuses the provider, or counts it as nothing.
"""

from __future__ import annotations

from edi.harness.faults import other_digit, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV011",
    at=At("NM1*77", 9),
    base="provider file",
    fault=(put("NM1*77", 9, other_digit),),
)
