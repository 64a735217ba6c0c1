"""The agency has no city.

What is broken
    City, state and ZIP code of the agency that bills are missing.

Why it matters
    Rates and rules depend on where the service was given.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("REF*EI"), fault=(drop("N4"),))
