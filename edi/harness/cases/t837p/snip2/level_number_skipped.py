"""A level has the wrong number.

What is broken
    The levels of a transaction (agency, member) are numbered 1, 2, 3; the member's level is called 3 right after 1.

Why it matters
    Levels name the level above them by its number. A number out of order hangs claims on the wrong agency.

What a receiver should answer
    The 999 refuses the transaction and points at the level's number.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2002", at=At("HL*3", 1), fault=(put("HL*2", 1, "3"),), edits=("X222.081.2000A.HL01.040",)
)
