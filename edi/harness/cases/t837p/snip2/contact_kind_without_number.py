"""A second contact without its number.

What is broken
    The sender's contact announces an e-mail address and gives none.

Why it matters
    The receiver does not know whether it was lost.

What a receiver should answer
    The 999 refuses the transaction and points at the segment: conditional element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2026", at=At("PER", 5), fault=(put("PER", 5, "EM"),), edits=("X222.076.1000A.PER05.020",)
)
