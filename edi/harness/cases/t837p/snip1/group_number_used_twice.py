"""Two groups of an interchange have one control number.

What is broken
    A second group follows in the interchange, with new claims, under the number of the first.

Why it matters
    The acknowledgment names a group by its number; with two of them nobody knows which was refused.

What a receiver should answer
    The 999 refuses the second group: its number is not unique.
"""

from __future__ import annotations

from edi.harness.faults import another_group, as_new
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1022",
    at=At("/GS", 6, nth=2),
    fault=(another_group(as_new),),
    answers=(Answer("999", "AK905:19"),),
)
