"""A group of values ends in its separator.

What is broken
    Behind the last part of a diagnosis stands one more separator with nothing behind it.

Why it matters
    X12 forbids it as it forbids a trailing separator at the end of a segment.

What a receiver should answer
    The 999 names the element; some receivers only warn.
"""

from __future__ import annotations

from edi.harness.faults import rewrite
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="separators", finds="X1042", at=At("HI", 2), fault=(rewrite("HI", lambda text: text + ":"),))
