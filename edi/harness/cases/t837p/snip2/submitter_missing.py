"""The sender is not named.

What is broken
    The transaction does not name who sends it.

Why it matters
    The receiver does not know whom to answer.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure", finds="X2008", at=At("NM1*40"), fault=(drop("NM1*41", count=2),), edits=("ENC:MI-20015",)
)
