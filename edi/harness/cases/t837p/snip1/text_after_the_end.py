"""A remark stands behind the last segment.

What is broken
    A remark without an end of segment stands behind the whole file.

Why it matters
    What stands there is lost; it may be the beginning of the next file.

What a receiver should answer
    Refuse it, or say that it was not read.
"""

from __future__ import annotations

from edi.harness.faults import suffixed
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1040", at=At(number=48), bytes_fault=suffixed(b"see attachment"))
