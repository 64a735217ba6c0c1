"""The file is a table, not X12.

What is broken
    A comma-separated table was sent under the name of a claim file.

Why it matters
    Every claim in it is lost until somebody notices.

What a receiver should answer
    Refuse the file: it does not begin with the header ISA.
"""

from __future__ import annotations

from edi.harness.faults import instead
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="envelope",
    finds="X1005",
    at=At(number=1),
    bytes_fault=instead(b"claim,member,amount\n1,X,10.00\n" * 8),
    edits=("X222.C3..ISA.010",),
)
