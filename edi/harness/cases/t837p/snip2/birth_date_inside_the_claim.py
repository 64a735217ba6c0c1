"""A segment stands where none may stand.

What is broken
    Birth date and sex stand inside the claim; they belong to the member above it.

Why it matters
    Whoever reads by position misses them or takes them for something else.

What a receiver should answer
    The 999 refuses the transaction and points at the segment: unexpected.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2005", at=At("DMG", nth=2), fault=(insert("DMG*D8*19800101*F", after="CLM"),)
)
