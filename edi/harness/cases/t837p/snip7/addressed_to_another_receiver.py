"""The header names another receiver.

What is broken
    The header is addressed to another receiver than the group inside it.

Why it matters
    A clearing house sends the file on to the wrong address.

What a receiver should answer
    A TA1 with 008 or 009, or a 277CA: sent to the wrong payer.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="receiver",
    finds="X7011",
    at=At("ISA", 8),
    fault=(put("ISA", 8, "ANOTHER-PAYER  "),),
    answers=(
        Answer("TA1", "TA105:008"),
        Answer("TA1", "TA105:009"),
    ),
)
