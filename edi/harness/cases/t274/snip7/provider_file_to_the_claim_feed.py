"""A provider file is addressed to the feed of claims.

What is broken
    The header of a provider file names the address that takes claims.

Why it matters
    At the wrong address nothing is read.

What a receiver should answer
    A TA1 with 008 or 009, or a rejection of the whole file.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV026",
    at=At("ISA", 8),
    base="provider file",
    fault=(put("ISA", 8, "CALIFORNIA-DHCS"),),
    answers=(
        Answer("TA1", "TA105:008"),
        Answer("TA1", "TA105:009"),
    ),
)
