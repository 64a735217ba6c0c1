"""A member hangs on another member.

What is broken
    The second member's level says that it belongs to the first member instead of to the agency.

Why it matters
    The claims of one person would be filed under another.

What a receiver should answer
    The 999 refuses the transaction and points at the parent's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2028", at=At("/HL", 2, nth=3), base="two encounters", fault=(put("/HL", 2, "2", nth=3),)
)
