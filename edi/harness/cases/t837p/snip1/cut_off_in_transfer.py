"""The last segment has no end.

What is broken
    The very last character of the file, the end of its last segment, is missing.

Why it matters
    A file that was cut while it was sent looks like this. What is missing may be one character or the second half.

What a receiver should answer
    A TA1 with 023, premature end of file.
"""

from __future__ import annotations

from edi.harness.faults import cut
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="envelope", finds="X1009", at=At("IEA"), bytes_fault=cut(-2), answers=(Answer("TA1", "TA105:023"),)
)
