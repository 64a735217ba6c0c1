"""A group is not closed.

What is broken
    The closing segment of the group is missing; the end of the interchange follows the transaction.

Why it matters
    The closing segment holds the count of transactions.

What a receiver should answer
    The 999 refuses the group: trailer missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1031", at=At("IEA"), fault=(drop("GE"),), answers=(Answer("999", "AK905:3"),)
)
