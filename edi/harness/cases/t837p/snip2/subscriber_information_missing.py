"""Nothing says who the insured is.

What is broken
    The segment that says whether the member is the insured, and which payer comes first, is missing.

Why it matters
    The receiver cannot tell whether it is the first or the second payer.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("NM1*IL"), fault=(drop("SBR"),), edits=("CEDI:A7:480",))
