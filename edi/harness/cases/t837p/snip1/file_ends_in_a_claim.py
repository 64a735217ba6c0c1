"""The file ends behind a claim.

What is broken
    The file breaks off behind the last service line; all three closing segments are missing.

Why it matters
    Nobody can tell how many claims did not arrive.

What a receiver should answer
    A TA1 with 023, premature end of file.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1026",
    at=At("DTP*573", nth=2),
    fault=(
        drop("SE"),
        drop("GE"),
        drop("IEA"),
    ),
    also=(
        "X1024",
        "X1025",
    ),
    answers=(
        Answer("TA1", "TA105:023"),
        Answer("999", "IK502:2"),
    ),
)
