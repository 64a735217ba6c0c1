"""A ZIP code has four digits.

What is broken
    A spreadsheet has lost a digit of the member's ZIP code.

Why it matters
    The place cannot be found.

What a receiver should answer
    Most receivers take the claim; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes", finds="X5014", at=At("N4", 3, nth=2), fault=(put("N4", 3, "9461", nth=2),), edits=("TEBRA:ZIP",)
)
