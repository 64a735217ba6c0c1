"""The NPI of the place of service has a wrong digit.

What is broken
    The shelter where the service was given is named with a national number whose check digit is wrong.

Why it matters
    The place may decide the price.

What a receiver should answer
    The 277CA rejects the claim: the service location's NPI.
"""

from __future__ import annotations

from edi.harness.faults import insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X5001",
    at=At("NM1*77", 9),
    prepare=(
        insert(
            "NM1*77*2*Harbor Lantern Shelter*****XX*1234567893",
            "N3*1 Elm Street",
            "N4*Oakland*CA*946120001",
            after="NM1*82",
        ),
    ),
    fault=(put("NM1*77", 9, "1234567890"),),
    edits=("STEDI:npi",),
)
