"""A file holds the encounters of two plans.

What is broken
    The second interchange of the file belongs to another plan code.

Why it matters
    A file belongs to one plan code; the state refuses mixed ones.

What a receiver should answer
    The receiver refuses the file, or every claim of the second plan.
"""

from __future__ import annotations

from edi.harness.faults import another_interchange, as_new, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="receiver",
    finds="X7006",
    at=At("/ISA", 6, nth=2),
    prepare=(another_interchange(as_new, put("ISA", 13, "000000002"), put("IEA", 2, "000000002")),),
    fault=(
        put("/ISA", 6, "123456789305   ", nth=2),
        put("/CLM", 1, lambda value: "305" + value[3:], nth=2),
    ),
)
