"""Test or production is no code.

What is broken
    The sign that tells test files (T) from real ones (P) is X.

Why it matters
    A test file that is taken for a real one is paid.

What a receiver should answer
    A TA1 refuses the interchange and names the element.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X2021", at=At("ISA", 15), fault=(put("ISA", 15, "X"),))
