"""What another payer paid for a line is missing.

What is broken
    The line says that another payer decided on it, and not what it paid.

Why it matters
    The balance cannot be checked.

What a receiver should answer
    The 999 refuses the transaction and points at the empty element: required element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2015", at=At("SVD", 2), fault=(put("SVD", 2, ""),))
