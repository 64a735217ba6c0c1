"""A payment transaction in a group of claims.

What is broken
    The group says that it holds claims, the transaction says that it is a payment advice (835).

Why it matters
    Group and transaction decide together by which rules the content is read.

What a receiver should answer
    The 999 refuses it: transaction set not in functional group.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1020",
    at=At("ST", 1),
    fault=(put("ST", 1, "835"),),
    answers=(
        Answer("999", "IK502:18"),
        Answer("999", "IK502:1"),
    ),
)
