"""Two segment ends follow each other.

What is broken
    Two end-of-segment signs stand beside each other, so that an empty segment lies between them.

Why it matters
    Some receivers stop reading at an empty segment and lose every claim behind it.

What a receiver should answer
    Refuse it, or pass over it and say so; reading on without the claims behind it is wrong.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="separators", finds="X1011", at=At(number=23), fault=(insert("", before="CN1"),), recounts=False
)
