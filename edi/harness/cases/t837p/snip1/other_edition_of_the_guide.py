"""The group names another edition of the right guide.

What is broken
    Group and transaction say edition 005010X222A2; receivers ask for 005010X222A1.

Why it matters
    The editions hardly differ, and yet many receivers compare the text and refuse.

What a receiver should answer
    Refuse it as unsupported, or read it by the edition that you support and say so.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1019",
    at=At("GS", 8),
    fault=(
        put("GS", 8, "005010X222A2"),
        put("ST", 3, "005010X222A2"),
    ),
)
