"""The interchange is not closed.

What is broken
    The closing segment of the interchange is missing.

Why it matters
    The file may have been cut; a receiver that reads it anyway may miss its second half.

What a receiver should answer
    A TA1 with 023 or 024.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1024",
    at=At("GE"),
    fault=(drop("IEA"),),
    answers=(
        Answer("TA1", "TA105:023"),
        Answer("TA1", "TA105:024"),
    ),
)
