"""Blanks stand before the header.

What is broken
    An empty line and two spaces stand before the first header.

Why it matters
    The header is read by position, so that even one space before it can make the file unreadable.

What a receiver should answer
    Refuse the file, or read past the blanks and say so.
"""

from __future__ import annotations

from edi.harness.faults import prefixed
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="characters", finds="X1002", at=At(number=1), bytes_fault=prefixed(b"\r\n  "))
