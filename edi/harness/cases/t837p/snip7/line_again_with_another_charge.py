"""A service stands again with another charge.

What is broken
    Two claims of one member hold the same service on one day, once for five dollars more.

Why it matters
    The state denies the whole encounter for one repeated line. Charges are not compared.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, balanced, copy_claim, days, plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1, nth=3),
    prepare=(copy_claim(as_new, put("SV1", 2, plus(5)), put("SVD", 2, plus(5)), balanced),),
    fault=(put("DTP*472", 3, days(7), nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
