"""A byte order mark stands before the file.

What is broken
    Three invisible bytes (EF BB BF) stand before the first letter of the file, as some editors write them when they
    save a text as UTF-8.

Why it matters
    A receiver reads the header by position. Three bytes too many shift everything, and many systems say no more
    than 'unreadable'.

What a receiver should answer
    A strict receiver refuses the file as a whole. A tolerant one reads past the mark; then it should say so,
    because the next receiver may not.
"""

from __future__ import annotations

from edi.harness.faults import prefixed
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="characters", finds="X1001", at=At(number=1), bytes_fault=prefixed(b"\xef\xbb\xbf"))
