"""A replacement names its original twice.

What is broken
    The receiver's number of the original stands twice.

Why it matters
    One claim replaces one claim.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="corrections", finds="X2010", at=At("REF*F8", nth=2), base="replacement", fault=(again("REF*F8"),)
)
