"""A separator stands inside a number.

What is broken
    The authorization number holds the separator, as 'AUTH*123', and is cut in two.

Why it matters
    The receiver looks for an authorization that was never given.

What a receiver should answer
    The 999 refuses the transaction and points at what follows: not used element present.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="separators",
    finds="X2016",
    at=At("REF*G1", 3),
    fault=(put("REF*G1", 2, lambda value: value[:4] + "*" + value[4:]),),
    edits=("TEBRA:DELIM",),
)
