"""A language is announced and not named.

What is broken
    The segment of a language says which list its code is of, and has no code.

Why it matters
    Members look for somebody who speaks their language.

What a receiver should answer
    The file is refused.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file", finds="X2026", at=At("LUI", 1), base="provider file", fault=(put("LUI", 2, ""),)
)
