"""The transaction does not say what it is.

What is broken
    The segment with the transaction's purpose, reference and date is missing.

Why it matters
    Nobody can tell a claim for payment from a report of an encounter.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("NM1*41"), fault=(drop("BHT"),))
