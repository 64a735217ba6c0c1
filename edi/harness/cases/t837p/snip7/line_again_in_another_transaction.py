"""A service stands again in another transaction.

What is broken
    Two transactions of one file hold the same service of one member on the same day.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import another_transaction, as_new, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("/SV1", 1, nth=3),
    prepare=(another_transaction(as_new, put("ST", 2, "0002"), put("SE", 2, "0002")),),
    fault=(put("/DTP*472", 3, days(7), nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
