"""The file is empty.

What is broken
    The file has no byte in it.

Why it matters
    The export or the transfer failed. Whoever counts only rejections takes the silence for success.

What a receiver should answer
    Tell the sender that an empty file came; there is no number that a TA1 could repeat.
"""

from __future__ import annotations

from edi.harness.faults import instead
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1004", at=At(number=1), bytes_fault=instead(b""))
