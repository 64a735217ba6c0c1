"""A service was sent before with another charge.

What is broken
    The first service was already sent, for five dollars more. The file before was sent and taken.

Why it matters
    A charge is corrected by a replacement, not by sending the service again.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, balanced, days, plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1),
    fault=(put("DTP*472", 3, days(-7)),),
    earlier=(
        as_new,
        put("SV1", 2, plus(5)),
        put("SVD", 2, plus(5)),
        balanced,
    ),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-52",
    ),
)
