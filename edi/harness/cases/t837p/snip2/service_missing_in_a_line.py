"""A service line has no service.

What is broken
    The second line has a number and a date, but no service and no charge.

Why it matters
    There is nothing to pay, and the total does not fit any more.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("DTP*472", nth=2), fault=(drop("SV1", nth=2),))
