"""The agency has no tax number.

What is broken
    The tax number of the agency that bills is missing.

Why it matters
    Without it no payment can be reported to the tax office, and the payer does not find the agency.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("PER", nth=2), fault=(drop("REF*EI"),))
