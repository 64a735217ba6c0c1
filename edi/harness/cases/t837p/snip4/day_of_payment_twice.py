"""The day of payment stands on claim and lines.

What is broken
    The day of the plan's decision stands on the claim and on each service.

Why it matters
    Where the two differ nobody can tell which counts.

What a receiver should answer
    Some receivers reject the claim, others warn.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="coordination of benefits",
    finds="X4008",
    at=At("DTP*573", 3),
    fault=(insert("DTP*573*D8*20260331", after="/NM1*PR", nth=2),),
    edits=("STEDI:573-both",),
)
