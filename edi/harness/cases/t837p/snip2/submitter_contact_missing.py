"""Nobody is named for questions.

What is broken
    The contact of the sender is missing.

Why it matters
    When something is wrong with the file, the receiver does not know whom to call.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("NM1*40"), fault=(drop("PER"),))
