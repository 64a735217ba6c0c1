"""Claims are addressed to the feed of provider files.

What is broken
    The header of a file of claims names the address that takes provider files.

Why it matters
    The state has one address for each kind of file; at the wrong one nothing is read.

What a receiver should answer
    A TA1 with 008 or 009, or a rejection of the whole file.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="receiver",
    finds="PV027",
    at=At("ISA", 8),
    fault=(
        put("ISA", 8, "DHCS-PROVNETWK "),
        put("GS", 3, "DHCS-PROVNETWK"),
    ),
    answers=(
        Answer("TA1", "TA105:008"),
        Answer("TA1", "TA105:009"),
    ),
)
