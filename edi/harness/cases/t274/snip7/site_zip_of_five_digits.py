"""A site's ZIP code has five digits.

What is broken
    The site's ZIP code has no last four digits.

Why it matters
    The state places sites by nine digits.

What a receiver should answer
    Take the site; a warning is right.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="provider file",
    finds="PV017",
    at=At("N4", 3),
    base="provider file",
    fault=(put("N4", 3, lambda value: value[:5]),),
)
