"""The file ends in the middle of the header.

What is broken
    The transfer broke off after 60 bytes; not even the header is whole.

Why it matters
    Without a whole header nobody can tell how the file is to be read.

What a receiver should answer
    Refuse the file; there is no number that a TA1 could repeat.
"""

from __future__ import annotations

from edi.harness.faults import cut
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1007", at=At(number=1), bytes_fault=cut(60))
