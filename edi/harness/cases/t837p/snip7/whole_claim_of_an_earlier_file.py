"""A whole claim was sent before.

What is broken
    The claim, number and all, is the one of an earlier file, as it happens when a file is sent again with one new
    claim in it. The file before was sent and taken.

Why it matters
    The state denies the whole encounter for one repeated line.

What a receiver should answer
    The 277CA rejects the claim: duplicate of a line that awaits processing.
"""

from __future__ import annotations

from edi.harness.faults import as_new
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="duplicates",
    finds="X7002",
    at=At("CLM", 1),
    fault=(as_new,),
    earlier=(as_new,),
    also=("X7001",),
    edits=(
        "ENC:IEHP-52",
        "ENC:DHCS-dup",
    ),
)
