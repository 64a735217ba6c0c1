"""A street is too long.

What is broken
    The street of the agency has 56 characters; 55 is the limit.

Why it matters
    It is cut somewhere on the way.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2019", at=At("N3", 1), fault=(put("N3", 1, "S" * 56),), edits=("STEDI:maxlen",)
)
