"""A provider hangs on a level that does not exist.

What is broken
    A clinician's level says that it belongs to level 9; there is none.

Why it matters
    The clinician works nowhere.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="X2003",
    at=At("HL", 2, nth=6),
    base="provider file",
    fault=(put("HL", 2, "9", nth=6),),
    also=("PV028",),
)
