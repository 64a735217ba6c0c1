"""The relation to the other insured is missing.

What is broken
    The other payer's section does not say how the patient is related to the insured.

Why it matters
    Whose insurance it is decides who pays first.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2015", at=At("SBR*P", 2), fault=(put("SBR*P", 2, ""),), edits=("PMH:SBR02",)
)
