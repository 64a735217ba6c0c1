"""The name of a segment is in lower case.

What is broken
    The street's segment is called n3 instead of N3.

Why it matters
    Names of segments are capitals. A receiver that takes this for an unknown segment misses the address.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="characters", finds="X1016", at=At(number=11), fault=(rewrite("N3", lambda text: "n" + text[1:]),)
)
