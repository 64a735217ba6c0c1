"""A segment begins with a space.

What is broken
    A space stands before the name of a segment, here the street of the billing agency.

Why it matters
    The receiver does not know a segment of that name; the address is missing for it.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="characters", finds="X1012", at=At(number=11), fault=(rewrite("N3", lambda text: " " + text),)
)
