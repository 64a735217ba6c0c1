"""A service was sent before with its modifiers turned.

What is broken
    The first service was already sent; there its two modifiers stood the other way round. The file before was sent
    and taken.

Why it matters
    The state denies the whole encounter for one repeated line. The order of modifiers does not matter.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, days, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1),
    prepare=(put("SV1", 1, "HC:G9012:U2:GQ"),),
    fault=(put("DTP*472", 3, days(-7)),),
    earlier=(
        as_new,
        put("SV1", 1, "HC:G9012:GQ:U2"),
    ),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-52",
    ),
)
