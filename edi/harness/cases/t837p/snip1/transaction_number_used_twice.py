"""Two transactions of a group have one control number.

What is broken
    A second transaction follows in the group, with new claims, under the number of the first.

Why it matters
    The acknowledgment names a transaction by its number; with two of them nobody knows which was refused.

What a receiver should answer
    The 999 refuses the second: its number is not unique in the group.
"""

from __future__ import annotations

from edi.harness.faults import another_transaction, as_new
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1023",
    at=At("/ST", 2, nth=2),
    fault=(another_transaction(as_new),),
    answers=(Answer("999", "IK502:23"),),
)
