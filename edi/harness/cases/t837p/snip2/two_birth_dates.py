"""A member has two birth dates.

What is broken
    The segment with birth date and sex stands twice.

Why it matters
    The member cannot be identified.

What a receiver should answer
    The 999 refuses the transaction: segment exceeds maximum use.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2010", at=At("DMG", nth=2), fault=(again("DMG"),))
