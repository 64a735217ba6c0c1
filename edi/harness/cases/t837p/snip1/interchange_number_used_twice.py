"""Two interchanges of a file have one control number.

What is broken
    A second interchange follows in the file, with new claims, under the control number of the first.

Why it matters
    The receiver takes the second for a copy of the first and throws it away, claims and all.

What a receiver should answer
    A TA1 with 025, duplicate interchange control number.
"""

from __future__ import annotations

from edi.harness.faults import another_interchange, as_new
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1021",
    at=At("/ISA", 13, nth=2),
    fault=(another_interchange(as_new),),
    edits=("EDISSM:M001",),
    answers=(Answer("TA1", "TA105:025"),),
)
