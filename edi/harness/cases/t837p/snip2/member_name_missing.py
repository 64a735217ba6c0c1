"""The member has no last name.

What is broken
    The member's last name is empty.

Why it matters
    Names are compared with the payer's file.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2015", at=At("NM1*IL", 3), fault=(put("NM1*IL", 3, ""),), edits=("TEBRA:NAME",)
)
