"""The second member's service was sent before.

What is broken
    Of two members' claims the second holds a service that was already sent in an earlier file. The file before was
    sent and taken.

Why it matters
    The state denies the whole encounter for one repeated line. The other member's claim goes on.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import days, other_id, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("/SV1", 1, nth=3),
    base="two encounters",
    fault=(put("/DTP*472", 3, days(-7), nth=3),),
    earlier=(
        put("/CLM", 1, other_id),
        put("/CLM", 1, other_id, nth=2),
        put("/DTP*472", 3, days(-7)),
        put("/DTP*472", 3, days(-7), nth=2),
        put("/DTP*472", 3, days(-7), nth=3),
        put("/DTP*472", 3, days(-7), nth=4),
    ),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-52",
    ),
)
