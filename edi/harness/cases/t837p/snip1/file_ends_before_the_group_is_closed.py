"""The file ends before the group is closed.

What is broken
    The file ends behind the transaction; the ends of group and interchange are missing.

Why it matters
    The file was cut while it was sent.

What a receiver should answer
    A TA1 with 023, premature end of file.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1025",
    at=At("SE"),
    fault=(
        drop("GE"),
        drop("IEA"),
    ),
    also=("X1024",),
    answers=(
        Answer("TA1", "TA105:023"),
        Answer("999", "AK905:3"),
    ),
)
