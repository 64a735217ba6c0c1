"""A service stands again with other units.

What is broken
    Two claims of one member hold the same service on one day; one has another number of units.

Why it matters
    The state denies the whole encounter for one repeated line. Units are not compared.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, copy_claim, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1, nth=3),
    prepare=(copy_claim(as_new, put("SV1", 4, "2")),),
    fault=(put("DTP*472", 3, days(7), nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
