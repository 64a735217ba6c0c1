"""A segment ends in a separator.

What is broken
    Behind the last value of a segment stands one more separator with nothing behind it.

Why it matters
    X12 forbids it. Programs that write every column, also the empty ones, make such files by the thousand.

What a receiver should answer
    The 999 names the segment; some receivers only warn.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="separators", finds="X1013", at=At("N3"), fault=(rewrite("N3", lambda text: text + "*"),))
