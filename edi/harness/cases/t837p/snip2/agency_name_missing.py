"""The agency has no name.

What is broken
    The name of the agency that bills is empty.

Why it matters
    Number and name are checked against each other.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2015", at=At("NM1*85", 3), fault=(put("NM1*85", 3, ""),), edits=("TEBRA:NAME",)
)
