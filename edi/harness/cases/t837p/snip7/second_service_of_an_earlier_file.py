"""The second service was sent in an earlier file.

What is broken
    The second service of a claim was already sent in an earlier file; the first is new. The file before was sent
    and taken.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1, nth=2),
    fault=(put("DTP*472", 3, days(-7), nth=2),),
    earlier=(as_new,),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-52",
    ),
)
