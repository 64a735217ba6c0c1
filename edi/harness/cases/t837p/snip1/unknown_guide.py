"""The group names a guide that does not exist.

What is broken
    The group says that it follows the guide 005010X299; there is none.

Why it matters
    The receiver cannot know by which rules to read the claims.

What a receiver should answer
    The 999 refuses the group: version not supported.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1018", at=At("GS", 8), fault=(put("GS", 8, "005010X299"),), edits=("ENC:MI-20010",)
)
