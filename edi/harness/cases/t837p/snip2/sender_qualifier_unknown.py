"""The kind of the sender's id is no code.

What is broken
    The header says that the sender's id is of the kind 99; there is none.

Why it matters
    The sender cannot be found.

What a receiver should answer
    A TA1 refuses the interchange and names the element.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X2021", at=At("ISA", 5), fault=(put("ISA", 5, "99"),), edits=("STU:ISA05",)
)
