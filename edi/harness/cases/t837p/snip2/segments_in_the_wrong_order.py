"""City and street have changed places.

What is broken
    In the agency's address the city stands before the street.

Why it matters
    The order of segments is fixed; a reader that goes by it misses the street.

What a receiver should answer
    The 999 refuses the transaction: a segment is not in its sequence.
"""

from __future__ import annotations

from edi.harness.faults import swap
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="structure",
    finds="X2007",
    at=At("N4"),
    fault=(swap("N3", "N4"),),
    answers=(
        Answer("999", "IK304:7"),
        Answer("999", "IK304:2"),
    ),
)
