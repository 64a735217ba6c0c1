"""A service over two days stands again.

What is broken
    Two claims of one member hold the same service over the same two days.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new, copy_claim, days, put
from edi.harness.scenario import At, Scenario


def later(value: str) -> str:
    """Both days a week later."""
    return days(7)(value)


SCENARIO = Scenario(
    topic="duplicates",
    finds="X7001",
    at=At("SV1", 1, nth=3),
    prepare=(
        put("DTP*472", 2, "RD8"),
        put("DTP*472", 3, lambda value: f"{value}-{days(1)(value)}"),
        copy_claim(as_new),
    ),
    fault=(put("DTP*472", 3, later, nth=3),),
    edits=(
        "ENC:DHCS-dup",
        "ENC:EDS-98325",
        "ENC:IEHP-53",
    ),
)
