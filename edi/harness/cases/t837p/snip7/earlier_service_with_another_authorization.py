"""A service was sent before under another authorization.

What is broken
    The first service was already sent, under another authorization. The file before was sent and taken.

Why it matters
    A service is one service under whatever authorization.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, days, put, with_end
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1),
    fault=(put("DTP*472", 3, days(-7)),),
    earlier=(
        as_new,
        put("REF*G1", 2, with_end("B")),
    ),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-52",
    ),
)
