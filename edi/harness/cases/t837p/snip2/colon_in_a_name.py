"""A colon stands in a name.

What is broken
    The member's last name holds a colon, the sign that separates parts of a value.

Why it matters
    The receiver reads the first part only, or refuses the name.

What a receiver should answer
    The 999 refuses the transaction and points at the name.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="separators", finds="X2017", at=At("NM1*IL", 3), fault=(put("NM1*IL", 3, with_end(":Jr")),))
