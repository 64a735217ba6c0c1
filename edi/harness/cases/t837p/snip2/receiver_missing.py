"""The receiver is not named.

What is broken
    The transaction does not name who receives it.

Why it matters
    The receiver cannot tell whether the file is meant for it.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2008", at=At("HL"), fault=(drop("NM1*40"),))
