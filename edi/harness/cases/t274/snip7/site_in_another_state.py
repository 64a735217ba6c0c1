"""A site lies in another state.

What is broken
    The site lies in Nevada.

Why it matters
    The network is judged within California.

What a receiver should answer
    Take the site; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV018",
    at=At("N4", 2),
    base="provider file",
    fault=(
        put("N4", 2, "NV"),
        put("N4", 3, "895011234"),
    ),
)
