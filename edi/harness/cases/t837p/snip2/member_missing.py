"""The member is not named.

What is broken
    Name, number, address and birth date of the member are missing.

Why it matters
    Nobody can tell whose claim it is.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2008", at=At("NM1*PR"), fault=(drop("NM1*IL", count=4),))
