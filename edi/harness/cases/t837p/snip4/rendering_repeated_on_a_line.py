"""A service repeats who gave it.

What is broken
    The first service names the same person as the claim.

Why it matters
    A person is named on a service only where it is another one than on the claim.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import insert, replace
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X4019",
    at=At("NM1*82", 9, nth=2),
    prepare=(replace("NM1*82", "NM1*82*1*Okafor*Chidi****XX*1234567893"),),
    fault=(insert("NM1*82*1*Okafor*Chidi****XX*1234567893", before="SVD"),),
)
