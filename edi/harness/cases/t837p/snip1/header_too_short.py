"""An id in the header lost its padding.

What is broken
    The sender's id in the header is not filled up with spaces to its fixed 15 characters.

Why it matters
    The header has a fixed length of 106 characters, and receivers find the separators by counting.

What a receiver should answer
    A TA1 with 006, invalid sender id, or 024, invalid content; many receivers say nothing but 'unreadable'.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1008",
    at=At(number=1),
    fault=(rewrite("ISA", lambda text: text.replace("   *ZZ*C", "*ZZ*C")),),
    also=("X2018",),
    answers=(Answer("TA1", "TA105:006"),),
)
