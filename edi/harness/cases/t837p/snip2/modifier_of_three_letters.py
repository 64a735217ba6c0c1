"""A modifier is too long.

What is broken
    The modifier of the first service has three characters; a modifier has two.

Why it matters
    The modifier says who gave the service, and how; an unknown one is worth nothing.

What a receiver should answer
    The 999 refuses the transaction and points at the value: too long.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="identifiers", finds="X2019", at=At("SV1", 1, 3), fault=(put("SV1", 1, with_end("X")),))
