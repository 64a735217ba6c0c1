"""The kind of a date is missing.

What is broken
    The date of the extract stands there without its kind.

Why it matters
    Nobody can tell what the date means.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X2015", at=At("DTM", 1), base="provider file", fault=(put("DTM", 1, ""),)
)
