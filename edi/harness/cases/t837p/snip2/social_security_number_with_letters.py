"""A social security number holds a letter.

What is broken
    The member's social security number has a letter in the place of its last digit.

Why it matters
    It finds nobody, or somebody else.

What a receiver should answer
    The 999 refuses the transaction and points at the number.
"""

from __future__ import annotations

from edi.harness.faults import insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X2025",
    at=At("REF*SY", 2),
    prepare=(insert("REF*SY*123456789", after="DMG"),),
    fault=(put("REF*SY", 2, "12345678A"),),
    edits=("STEDI:ssn",),
)
