"""No diagnosis is marked as the principal one.

What is broken
    The first diagnosis carries the mark of a further one.

Why it matters
    The principal diagnosis decides whether the service is covered.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X2021",
    at=At("HI", 1, 1),
    fault=(put("HI", 1, lambda value: value.replace("ABK", "ABF")),),
    edits=("EDISS:HI01-1",),
)
