"""A segment is written with another separator.

What is broken
    The segment with the member's record number is written with number signs instead of the separator that the
    header declares.

Why it matters
    The whole segment is read as one unknown name; the record number is lost.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="separators", finds="X1015", at=At(number=25), fault=(rewrite("REF*EA", lambda text: text.replace("*", "#")),)
)
