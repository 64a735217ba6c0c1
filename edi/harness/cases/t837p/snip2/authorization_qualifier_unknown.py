"""The header's first qualifier is no code.

What is broken
    The header's authorization qualifier is 05; 00 and 03 are in use.

Why it matters
    Receivers look up how to read what follows.

What a receiver should answer
    A TA1 refuses the interchange and names the element.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X2021", at=At("ISA", 1), fault=(put("ISA", 1, "05"),), edits=("X222.C3..ISA01.020",)
)
