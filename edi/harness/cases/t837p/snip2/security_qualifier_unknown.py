"""The header's security qualifier is no code.

What is broken
    The header's security qualifier is 02; 00 and 01 are in use.

Why it matters
    Receivers look up how to read what follows.

What a receiver should answer
    A TA1 refuses the interchange and names the element.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X2021", at=At("ISA", 3), fault=(put("ISA", 3, "02"),), edits=("X222.C3..ISA03.020",)
)
