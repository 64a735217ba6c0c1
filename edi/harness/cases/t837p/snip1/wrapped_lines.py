"""The file is wrapped into lines of eighty characters.

What is broken
    A program on the way has broken the file into lines of 80 characters, in the middle of names and numbers.

Why it matters
    Some receivers keep the line break as a part of the value, so that a member's number no longer matches.

What a receiver should answer
    A tolerant receiver takes the breaks out again; a strict one refuses characters that are not allowed in a value.
"""

from __future__ import annotations

from edi.harness.faults import wrapped
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="characters", finds="X1003", at=At(number=1), bytes_fault=wrapped(80))
