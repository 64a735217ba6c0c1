"""Nothing says when another payer paid.

What is broken
    The plan has paid, and the day of its decision is missing on the claim and on the lines.

Why it matters
    Time limits of the next payer count from that day.

What a receiver should answer
    The 277CA rejects the claim: the other payer's payment information is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop, insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="coordination of benefits",
    finds="X4007",
    at=At("/NM1*PR", nth=2),
    prepare=(
        drop("SVD", count=2),
        drop("SVD", count=2),
        insert("DTP*573*D8*20260331", after="/NM1*PR", nth=2),
    ),
    fault=(drop("DTP*573"),),
)
