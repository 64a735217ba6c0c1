"""A transaction is not closed.

What is broken
    The closing segment of the transaction is missing; the end of the group follows the last claim.

Why it matters
    The closing segment holds the count that proves that nothing was lost.

What a receiver should answer
    The 999 refuses the transaction: trailer missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1030", at=At("GE"), fault=(drop("SE"),), answers=(Answer("999", "IK502:2"),)
)
