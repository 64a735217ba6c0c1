"""A provider is named by a number that was retired.

What is broken
    Beside the national number of the person who gave the service stands a Medicare number, a kind that was retired
    in 2008.

Why it matters
    Retired numbers find nobody, or somebody else.

What a receiver should answer
    The 999 refuses the transaction and points at the kind of number: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X2021",
    at=At("REF*1C", 1),
    fault=(insert("REF*1C*A12345", after="NM1*82"),),
    edits=("EMP:LEGACY-REF",),
)
