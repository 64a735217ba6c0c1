"""The claim's number has more than twenty characters.

What is broken
    The sender's number of the claim has 21 characters.

Why it matters
    Receivers must keep twenty; what comes back may be cut.

What a receiver should answer
    Take the claim and return the whole number, or warn.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers",
    finds="X4015",
    at=At("CLM", 1),
    fault=(put("CLM", 1, lambda value: f"{value:0<21}"),),
    edits=("STEDI:pcn-20",),
)
