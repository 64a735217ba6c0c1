"""The sign that ends a segment stands inside a name.

What is broken
    The member's last name holds the sign that ends a segment, so that the name is cut in two.

Why it matters
    The second half of the name is read as a segment of its own, and the member's number with it.

What a receiver should answer
    The 999 refuses the transaction.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="separators",
    finds="X1015",
    at=At(number=18),
    fault=(rewrite("NM1*IL", lambda text: text.replace("*1*", "*1*X~")),),
    recounts=False,
    also=(
        "X2015",
        "X1037",
    ),
    edits=("TEBRA:DELIM",),
)
