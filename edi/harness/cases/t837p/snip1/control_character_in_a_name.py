"""A control character stands in a name.

What is broken
    An invisible control character, copied from another program, stands in the member's name.

Why it matters
    It can end a file, move a cursor or be dropped silently, so that the name no longer matches.

What a receiver should answer
    The 999 points at the name: invalid character.
"""

from __future__ import annotations

from edi.harness.faults import put, with_end
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="characters",
    finds="X1038",
    at=At("NM1*IL", 3),
    fault=(put("NM1*IL", 3, with_end("\x07")),),
    edits=("ENC:MI-20000",),
    answers=(Answer("999", "IK403:6"),),
)
