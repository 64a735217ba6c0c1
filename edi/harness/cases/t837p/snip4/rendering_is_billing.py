"""Who gave the service is who bills.

What is broken
    The person who gave the service carries the number of the agency that bills.

Why it matters
    The person is named only where it is another one.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put, replace
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X4018",
    at=At("NM1*82", 9),
    prepare=(put("NM1*85", 9, "1234567893"),),
    fault=(replace("NM1*82", "NM1*82*1*Okafor*Chidi****XX*1234567893"),),
)
