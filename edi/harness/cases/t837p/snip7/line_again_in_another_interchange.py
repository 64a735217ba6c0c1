"""A service stands again in another interchange.

What is broken
    Two interchanges of one file hold the same service of one member on the same day.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import another_interchange, as_new, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("/SV1", 1, nth=3),
    prepare=(another_interchange(as_new, put("ISA", 13, "000000002"), put("IEA", 2, "000000002")),),
    fault=(put("/DTP*472", 3, days(7), nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
