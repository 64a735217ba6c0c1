"""A number without its kind.

What is broken
    The number of the person who gave the service stands there, but not what kind of number it is.

Why it matters
    A number can be an NPI, a tax number or a licence.

What a receiver should answer
    The 999 refuses the transaction and points at the segment: conditional element missing.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="identifiers", finds="X2026", at=At("NM1*82", 8), fault=(put("NM1*82", 8, ""),), edits=("INS:P0809",)
)
