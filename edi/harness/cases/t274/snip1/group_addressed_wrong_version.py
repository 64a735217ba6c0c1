"""The provider file names a guide that does not exist.

What is broken
    The group says that it follows the guide 004050X999.

Why it matters
    The receiver cannot know by which rules to read the file.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X1018", at=At("GS", 8), base="provider file", fault=(put("GS", 8, "004050X999"),)
)
