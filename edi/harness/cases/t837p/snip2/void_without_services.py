"""A void leaves the services out.

What is broken
    A claim is taken back without its services, as if its number were enough.

Why it matters
    A void repeats the claim that it takes back, so that both can be compared.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="corrections", finds="X2008", at=At("SE"), base="void", fault=(drop("LX", count=12),))
