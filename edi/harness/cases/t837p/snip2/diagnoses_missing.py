"""A claim has no diagnosis.

What is broken
    The claim names no diagnosis at all.

Why it matters
    The diagnosis says why the service was needed; a claim without one cannot be judged.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("NM1*82"), fault=(drop("HI"),))
