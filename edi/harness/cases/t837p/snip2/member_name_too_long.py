"""A name is too long.

What is broken
    The member's last name has 61 characters; 60 is the limit.

Why it matters
    It is cut somewhere on the way, and no longer matches.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2019", at=At("NM1*IL", 3), fault=(put("NM1*IL", 3, "Q" * 61),), edits=("STEDI:maxlen",)
)
