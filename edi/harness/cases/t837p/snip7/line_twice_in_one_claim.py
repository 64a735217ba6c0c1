"""A service stands twice in one claim.

What is broken
    One claim holds the same service twice on one day.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import balanced, copy_line, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1, nth=3),
    prepare=(
        copy_line(1, put("DTP*472", 3, days(-7))),
        balanced,
    ),
    fault=(put("DTP*472", 3, days(7), nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
